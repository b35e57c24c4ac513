"""Finds gradients that were typed in: ``x.grad = torch.tensor([5.0])`` and its relatives.

A gradient assigned by an expression of nothing but numbers came from no engine, whatever else the program calls. Clearing is
something else: ``None``, zeros and ``zeros_like`` are left alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

_WRITERS = frozenset({"fill_", "copy_", "set_"})
_CLEARING = frozenset({"zeros", "zeros_like", "zero_"})
_FILLING = frozenset({"ones_like", "full_like", "ones"})


def typed_gradients(tree: ast.Module) -> Iterator[int]:
    """The lines on which a number is written into a gradient."""
    nodes = list(ast.walk(tree))
    if not any(isinstance(node, ast.Attribute) and node.attr == "grad" for node in nodes):
        return
    numbers = _numeric_names(tree)
    for node in nodes:
        if isinstance(node, ast.Assign):
            for target in node.targets:
                if _is_gradient(target) and _typed(node.value, numbers):
                    yield node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in _WRITERS:
            if _is_gradient(node.func.value) and node.args and _typed(node.args[0], numbers):
                yield node.lineno


def _is_gradient(target: ast.expr) -> bool:
    """``x.grad``, ``x.grad.data``, ``x.grad[...]``."""
    if isinstance(target, ast.Subscript):
        return _is_gradient(target.value)
    if not isinstance(target, ast.Attribute):
        return False
    return target.attr == "grad" or (target.attr == "data" and _is_gradient(target.value))


def _numeric_names(tree: ast.Module) -> frozenset[str]:
    """Names that are only ever assigned an expression of numbers."""
    typed: set[str] = set()
    computed: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            (typed if _typed(node.value, frozenset()) else computed).add(node.targets[0].id)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id not in typed:
            computed.add(node.id)
    return frozenset(typed - computed)


def _typed(value: ast.expr, numbers: frozenset[str]) -> bool:
    """Whether the expression holds a number other than zero and nothing that was computed."""
    found = False
    if isinstance(value, ast.Call) and _callee(value.func) in _FILLING:
        return True  # its first argument only lends its shape
    for node in ast.walk(value):
        if isinstance(node, ast.Call) and _callee(node.func) in _CLEARING:
            return False
        if isinstance(node, ast.Constant):
            found = found or (type(node.value) in (int, float) and node.value != 0)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and not _harmless(node, value, numbers):
            return False
        elif isinstance(node, ast.Name) and node.id in numbers:
            found = True
    return found


def _harmless(name: ast.Name, value: ast.expr, numbers: frozenset[str]) -> bool:
    """A constructor's own name, or the name of a number."""
    if name.id in numbers or name.id in ("torch", "np", "numpy", "float", "int"):
        return True
    return any(
        isinstance(each, ast.Call) and each.func is name and each.func.id[:1].isalpha() for each in ast.walk(value)
    )


def _callee(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""

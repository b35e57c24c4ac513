"""Finds gradients that were typed in: ``x.grad = torch.tensor([5.0])`` and its relatives.

A gradient assigned by an expression of nothing but numbers came from no engine, whatever else the program calls; so did one
that a hook or the backward of a custom function answers with. Clearing is something else: ``None``, zeros and ``zeros_like``
are left alone.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from workers.syntax_tree import walk

_HOOKS = frozenset({"register_hook", "register_post_accumulate_grad_hook"})
_WRITERS = frozenset({"fill_", "copy_", "set_"})
_CLEARING = frozenset({"zeros", "zeros_like", "zero_"})
_FILLING = frozenset({"ones_like", "full_like", "ones"})


def typed_gradients(tree: ast.Module) -> Iterator[tuple[str, int]]:
    """Where a number is written into a gradient, or handed to autograd in place of one.

    Yields what it is made of and the line: ``numbers``, or ``formula`` where names that hold numbers take part.
    """
    nodes = walk(tree)
    if not any(_may_hand_over(node) for node in nodes):
        return
    numbers = _numeric_names(nodes)
    functions = {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}
    for node in nodes:
        if isinstance(node, ast.Assign):
            if any(_is_gradient(target) for target in node.targets) and _typed(node.value, numbers):
                yield _made_of(node.value), node.lineno
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            if _writes(node, node.func, numbers):
                yield _made_of(node.args[0]), node.lineno
            elif _hooks(node, node.func, numbers, functions):
                yield "numbers", node.lineno
        elif isinstance(node, ast.ClassDef) and any(_named(base) == "Function" for base in node.bases):
            backward = next((each for each in node.body if _defines(each, "backward")), None)
            if isinstance(backward, ast.FunctionDef) and _answers_typed(backward, numbers):
                yield "numbers", backward.lineno


def _made_of(value: ast.expr) -> str:
    return "numbers" if _typed(value, frozenset()) else "formula"


def _may_hand_over(node: ast.AST) -> bool:
    """Whether this could be a place to look at; what takes part in it is found out only where there is one."""
    if isinstance(node, ast.Assign):
        return any(_is_gradient(target) for target in node.targets)
    if isinstance(node, ast.Attribute):
        return node.attr in _HOOKS or (node.attr in _WRITERS and _is_gradient(node.value))
    return isinstance(node, ast.FunctionDef) and node.name == "backward"


def _writes(call: ast.Call, method: ast.Attribute, numbers: frozenset[str]) -> bool:
    if method.attr not in _WRITERS or not call.args:
        return False
    return _is_gradient(method.value) and _typed(call.args[0], numbers)


def _hooks(
    call: ast.Call, method: ast.Attribute, numbers: frozenset[str], functions: Mapping[str, ast.FunctionDef]
) -> bool:
    """``x.register_hook(lambda gradient: torch.tensor(5.0))``: the engine's gradient is thrown away."""
    if method.attr not in _HOOKS or not call.args:
        return False
    hook = call.args[0]
    if isinstance(hook, ast.Lambda):
        return _typed(hook.body, numbers)
    function = functions.get(hook.id) if isinstance(hook, ast.Name) else None
    return function is not None and _answers_typed(function, numbers)


def _answers_typed(function: ast.FunctionDef, numbers: frozenset[str]) -> bool:
    """Whether every value that the function returns is typed in."""
    given = [each.value for each in walk(function) if isinstance(each, ast.Return) and each.value is not None]
    return bool(given) and all(_typed(value, numbers) for value in given)


def _defines(node: ast.stmt, name: str) -> bool:
    return isinstance(node, ast.FunctionDef) and node.name == name


def _named(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_gradient(target: ast.expr) -> bool:
    """``x.grad``, ``x.grad.data``, ``x.grad[...]``."""
    if isinstance(target, ast.Subscript):
        return _is_gradient(target.value)
    if not isinstance(target, ast.Attribute):
        return False
    return target.attr == "grad" or (target.attr == "data" and _is_gradient(target.value))


def _numeric_names(nodes: list[ast.AST]) -> frozenset[str]:
    """Names that are only ever assigned an expression of numbers."""
    typed: set[str] = set()
    computed: set[str] = set()
    for node in nodes:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            (typed if _typed(node.value, frozenset()) else computed).add(node.targets[0].id)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id not in typed:
            computed.add(node.id)
    return frozenset(typed - computed)


def _typed(value: ast.expr, numbers: frozenset[str]) -> bool:
    """Whether the expression holds a number other than zero and nothing that was computed."""
    found = False
    if isinstance(value, ast.Call) and _named(value.func) in _FILLING:
        return True  # its first argument only lends its shape
    for node in walk(value):
        if isinstance(node, ast.Call) and _named(node.func) in _CLEARING:
            return False
        if isinstance(node, ast.Attribute) and node.attr == "grad":
            return False  # arithmetic on a gradient
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
    return any(isinstance(each, ast.Call) and each.func is name and each.func.id[:1].isalpha() for each in walk(value))

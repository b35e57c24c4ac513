"""Finds under which other names a program keeps a given value before it gives it the name that the task asks for.

    x_start = torch.tensor(2.0); ...; x = x_start            a variable
    self.weight = torch.tensor([1.0]); ...; w = net.weight   an attribute
    def make(): a = torch.tensor(2.0); return a              what a function returns: x = make()

Without this a program that names its values last would compute with the published numbers in a hidden run.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from workers.syntax_tree import walk

_ROUNDS = 3
_OF_EVERY_TENSOR = frozenset({"grad", "data", "T", "mT", "real", "shape", "dtype", "device"})
_ASSIGNMENTS = (ast.Assign, ast.AnnAssign)
_SEQUENCE = (ast.Tuple, ast.List)


@dataclass(frozen=True)
class Aliases:
    """Variables and attributes that hold a given value, with the given's name."""

    names: Mapping[str, str]
    attributes: Mapping[str, str]


def find_aliases(tree: ast.Module, givens: frozenset[str]) -> Aliases:
    """The aliases of the givens in one program."""
    nodes = walk(tree)
    functions = {node.name: node for node in nodes if isinstance(node, ast.FunctionDef)}
    pairs = [pair for node in nodes if isinstance(node, _ASSIGNMENTS) for pair in _assigned(node, functions)]
    names = {given: given for given in givens}
    attributes: dict[str, str] = {}
    for _ in range(_ROUNDS):
        for target, source in pairs:
            if target not in names:
                continue
            if isinstance(source, ast.Name):
                names.setdefault(source.id, names[target])
            elif source.attr not in _OF_EVERY_TENSOR and source.attr not in givens:
                attributes.setdefault(source.attr, names[target])
                names.setdefault(source.attr, names[target])  # a class body, a constructor's parameter
    return Aliases({name: given for name, given in names.items() if name not in givens}, attributes)


def _assigned(
    node: ast.Assign | ast.AnnAssign, functions: Mapping[str, ast.FunctionDef]
) -> Iterator[tuple[str, ast.Name | ast.Attribute]]:
    if isinstance(node, ast.Assign):
        for target in node.targets:
            yield from _pairs(target, node.value, functions)
    elif node.value is not None:
        yield from _pairs(node.target, node.value, functions)


def _pairs(
    target: ast.expr, value: ast.expr, functions: Mapping[str, ast.FunctionDef]
) -> Iterator[tuple[str, ast.Name | ast.Attribute]]:
    """Which name gets its value from which variable or attribute."""
    if isinstance(target, ast.Name) and isinstance(value, ast.Name | ast.Attribute):
        yield target.id, value
    elif isinstance(value, ast.Call):
        function = functions.get(_callee(value.func))
        for returned in _returned(function) if function is not None else ():
            if not isinstance(returned, ast.Call):
                yield from _pairs(target, returned, functions)
    elif isinstance(target, _SEQUENCE) and isinstance(value, _SEQUENCE) and len(target.elts) == len(value.elts):
        for one, other in zip(target.elts, value.elts, strict=True):
            yield from _pairs(one, other, functions)


def _returned(function: ast.FunctionDef) -> Iterator[ast.expr]:
    for node in walk(function):
        if isinstance(node, ast.Return) and node.value is not None:
            yield node.value


def _callee(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""

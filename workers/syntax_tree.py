"""Walks over syntax trees, as `ast` does, in a fraction of the steps: each child does it before its program begins.

Contexts (`ast.Load`) and operators (`ast.Add`) are not walked over: nothing lies beneath them, and whoever wants to know one looks
at the node that has it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import Any, ClassVar

_PREFIX = "visit_"
_NOT_WALKED_OVER = frozenset(
    {"identifier", "string", "constant", "int", "expr_context", "boolop", "operator", "unaryop", "cmpop"}
)


def _fields_with_nodes(kind: type[ast.AST]) -> tuple[str, ...]:
    """The fields of a kind of node that hold nodes or lists of nodes, by its grammar, which is its docstring.

    For example ``Call(expr func, expr* args, keyword* keywords)``.
    """
    grammar = re.fullmatch(rf"{kind.__name__}\((.*)\)", kind.__doc__ or "", re.DOTALL)
    fields = re.findall(r"(\w+)[?*]? (\w+)", grammar[1]) if grammar else []
    return tuple(name for held, name in fields if held not in _NOT_WALKED_OVER)


_FIELDS = {
    kind: _fields_with_nodes(kind)
    for kind in vars(ast).values()
    if isinstance(kind, type) and issubclass(kind, ast.AST)
}


def walk(node: ast.AST) -> list[ast.AST]:
    """The node and all beneath it, level by level, in the order of `ast.walk`."""
    nodes = [node]
    for each in nodes:  # grows meanwhile
        for name in _FIELDS[type(each)]:
            value = getattr(each, name)
            if type(value) is list:
                nodes += [item for item in value if item is not None]
            elif value is not None:
                nodes.append(value)
    return nodes


class _Handling:
    """Finds the method for a kind of node once for a class, not once for a node."""

    _handlers: ClassVar[dict[type, Callable[[Any, Any], Any]]] = {}

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        names = [name for name in dir(cls) if name.startswith(_PREFIX)]
        cls._handlers = {getattr(ast, name.removeprefix(_PREFIX)): getattr(cls, name) for name in names}


class Visitor(_Handling):
    """Like `ast.NodeVisitor`."""

    def visit(self, node: ast.AST) -> None:
        """Hand the node to its method, or go on to its children."""
        handler = self._handlers.get(type(node))
        if handler is None:
            self.generic_visit(node)
        else:
            handler(self, node)

    def generic_visit(self, node: ast.AST) -> None:
        """Visit the children."""
        for name in _FIELDS[type(node)]:
            value = getattr(node, name)
            if type(value) is list:
                for item in value:
                    if item is not None:
                        self.visit(item)
            elif value is not None:
                self.visit(value)


class Transformer(_Handling):
    """Like `ast.NodeTransformer`: a method answers with a node, with several in place of a statement, or with None for nothing."""

    def visit(self, node: ast.AST) -> Any:
        """Hand the node to its method, or go on to its children."""
        handler = self._handlers.get(type(node))
        return self.generic_visit(node) if handler is None else handler(self, node)

    def generic_visit(self, node: ast.AST) -> Any:
        """Replace the children by what visiting them answers."""
        for name in _FIELDS[type(node)]:
            value = getattr(node, name)
            if type(value) is list:
                if value:
                    value[:] = self._replaced(value)
            elif value is not None:
                result = self.visit(value)
                if result is None:
                    delattr(node, name)
                elif result is not value:
                    setattr(node, name, result)
        return node

    def _replaced(self, items: list[ast.AST | None]) -> list[ast.AST | None]:
        """What a list of children becomes; None in it stays: the key of ``**more``, a parameter without default."""
        replaced: list[ast.AST | None] = []
        for item in items:
            result = None if item is None else self.visit(item)
            if type(result) is list:
                replaced += result
            elif result is not None or item is None:
                replaced.append(result)
        return replaced

"""Walks over syntax trees, as `ast` does, in a fraction of the steps: each child does it before its program begins."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, ClassVar

_PREFIX = "visit_"


def walk(node: ast.AST) -> list[ast.AST]:
    """The node and all beneath it, level by level, in the order of `ast.walk`."""
    nodes = [node]
    for each in nodes:  # grows meanwhile
        for value in vars(each).values():
            if type(value) is list:
                nodes.extend(item for item in value if isinstance(item, ast.AST))
            elif isinstance(value, ast.AST):
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
        for value in vars(node).values():
            if type(value) is list:
                for item in value:
                    if isinstance(item, ast.AST):
                        self.visit(item)
            elif isinstance(value, ast.AST):
                self.visit(value)


class Transformer(_Handling):
    """Like `ast.NodeTransformer`: a method answers with a node, with several in place of a statement, or with None for nothing."""

    def visit(self, node: ast.AST) -> Any:
        """Hand the node to its method, or go on to its children."""
        handler = self._handlers.get(type(node))
        return self.generic_visit(node) if handler is None else handler(self, node)

    def generic_visit(self, node: ast.AST) -> Any:
        """Replace the children by what visiting them answers."""
        for name, value in list(vars(node).items()):
            if type(value) is list:
                value[:] = [result for item in value for result in self._replaced(item)]
            elif isinstance(value, ast.AST):
                result = self.visit(value)
                if result is None:
                    delattr(node, name)
                elif result is not value:
                    setattr(node, name, result)
        return node

    def _replaced(self, item: object) -> list[object]:
        if not isinstance(item, ast.AST):
            return [item]
        result = self.visit(item)
        if result is None:
            return []
        return result if isinstance(result, list) else [result]

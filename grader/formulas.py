"""Formulas between given values: arithmetic on names and numbers and nothing else, for an exercise is data."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping

_OPERATORS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
}


class Formula:
    """One formula, such as ``2 * x + 1``. Raises ValueError if it is anything but arithmetic.

    Attributes:
        names: the names that it computes with.
    """

    def __init__(self, text: str) -> None:
        try:
            self._tree = ast.parse(text, mode="eval").body
        except SyntaxError as error:
            raise _not_arithmetic(text) from error
        self.names = frozenset(_names(self._tree))

    def evaluate(self, values: Mapping[str, float]) -> float:
        """The formula's number for these values. Raises ZeroDivisionError and OverflowError as Python's arithmetic does."""
        return _evaluate(self._tree, values)


def _not_arithmetic(text: str) -> ValueError:
    return ValueError(f"expected is arithmetic (+ - * /) on other givens, such as 2 * x + 1; {text} is none")


def _names(node: ast.expr) -> set[str]:
    match node:
        case ast.Constant(value=int() | float()):
            return set()
        case ast.Name(id=name):
            return {name}
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _names(operand)
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
            return _names(left) | _names(right)
        case _:
            raise _not_arithmetic(ast.unparse(node))


def _evaluate(node: ast.expr, values: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return values[name]
        case ast.UnaryOp(operand=operand):
            return -_evaluate(operand, values)
        case ast.BinOp(left=left, op=operator, right=right):
            return _OPERATORS[type(operator)](_evaluate(left, values), _evaluate(right, values))
        case _:
            raise _not_arithmetic(ast.unparse(node))

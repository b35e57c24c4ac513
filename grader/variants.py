"""Hidden variants: other numbers for the given values, drawn from a secret of the deployment.

Each exercise version has a pool of variants. Variant ``index`` is drawn by HMAC-SHA256(secret, grading hash, index), so it
can be drawn again to replay an attempt; which variants an attempt gets follows from HMAC-SHA256(secret, submission id).
"""

from __future__ import annotations

import ast
import hashlib
import hmac
import random
import struct
from collections.abc import Iterator, Mapping
from typing import Any

from grader.errors import ExerciseError
from grader.exercise import Exercise
from grader.exercise_format import GivenTable, Numbers
from grader.observations import Tensor

Values = Mapping[str, Tensor]
_OPERATORS = {
    ast.Add: lambda left, right: left + right,
    ast.Sub: lambda left, right: left - right,
    ast.Mult: lambda left, right: left * right,
    ast.Div: lambda left, right: left / right,
}


def published_values(exercise: Exercise) -> dict[str, Tensor]:
    """The numbers of the statement, as float64 tensors by name."""
    return {name: tensor_of(given.value) for name, given in exercise.spec.given.items()}


def variant_values(exercise: Exercise, secret: bytes, index: int) -> dict[str, Tensor]:
    """The numbers of one hidden variant. Raises `ExerciseError` if no variant can be drawn within the declared bounds."""
    seed = hmac.new(secret, f"variant:{exercise.grading_hash}:{index}".encode(), hashlib.sha256).digest()
    generator = random.Random(seed)  # noqa: S311 - the secret is in the seed; the draws need no other strength
    published = {number for given in exercise.spec.given.values() for number in flat(given.value)}
    drawn: dict[str, Tensor] = {}
    for name, given in exercise.spec.given.items():
        if not given.formula:
            drawn[name] = _draw(name, given, published, generator)
    for name, given in exercise.spec.given.items():
        if given.formula:
            drawn[name] = _computed(name, given, drawn)
    return drawn


def chosen_variants(exercise: Exercise, secret: bytes, submission_id: str) -> tuple[int, ...]:
    """Which variants of the pool an attempt for this submission gets: as many as the exercise asks for, all different."""
    seed = hmac.new(secret, f"choice:{exercise.grading_hash}:{submission_id}".encode(), hashlib.sha256).digest()
    count = min(exercise.spec.hidden_runs, exercise.spec.variants)
    return tuple(random.Random(seed).sample(range(exercise.spec.variants), count))  # noqa: S311 - as above


def draw_seed(exercise: Exercise, secret: bytes, index: int) -> int:
    """The seed with which a scenario draws the inputs of one variant; the public run is variant -1."""
    digest = hmac.new(secret, f"scenario:{exercise.grading_hash}:{index}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:7], "little")


def flat(value: Numbers) -> Iterator[float]:
    """Every number of a nested list, in order."""
    if isinstance(value, list):
        for each in value:
            yield from flat(each)
    else:
        yield float(value)


def _shape(value: Numbers) -> tuple[int, ...]:
    if not isinstance(value, list):
        return ()
    return (len(value), *(_shape(value[0]) if value else ()))


def tensor_of(value: Numbers) -> Tensor:
    """A nested list of numbers as a float64 tensor."""
    numbers = list(flat(value))
    return Tensor("float64", _shape(value), struct.pack(f"<{len(numbers)}d", *numbers))


def _draw(name: str, given: GivenTable, published: set[float], generator: random.Random) -> Tensor:
    if given.vary == "fixed":
        return tensor_of(given.value)
    step = 1.0 if given.vary == "integers" else given.step
    lowest, highest = round(given.low / step), round(given.high / step)
    choices = [number * step for number in range(lowest, highest + 1)]
    choices = [number for number in choices if number not in published and not (given.nonzero and number == 0)]
    count = len(list(flat(given.value)))
    if len(choices) < (count if given.distinct else 1):
        raise ExerciseError(
            "exercise.toml", f"given.{name}", "low to high holds too few numbers to draw a variant from"
        )
    numbers = generator.sample(choices, count) if given.distinct else generator.choices(choices, k=count)
    return Tensor("float64", _shape(given.value), struct.pack(f"<{count}d", *numbers))


def _computed(name: str, given: GivenTable, drawn: Values) -> Tensor:
    count = len(list(flat(given.value)))
    try:
        tree = ast.parse(given.formula, mode="eval").body
        numbers = [
            _evaluate(tree, {key: _element(value, index) for key, value in drawn.items()}) for index in range(count)
        ]
    except (SyntaxError, KeyError, TypeError, IndexError, ZeroDivisionError) as error:
        problem = f"expected arithmetic (+ - * /) on other givens of the same size, such as 2 * x + 1: {error}"
        raise ExerciseError("exercise.toml", f"given.{name}.formula", problem) from error
    return Tensor("float64", _shape(given.value), struct.pack(f"<{count}d", *numbers))


def _element(value: Tensor, index: int) -> float:
    count = len(value.data) // 8
    (number,) = struct.unpack_from("<d", value.data, 8 * (index if count > 1 else 0))
    return float(number)


def _evaluate(node: ast.expr, names: Mapping[str, float]) -> float:
    """Arithmetic on names and numbers, and nothing else: an exercise is data."""
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_evaluate(operand, names)
        case ast.BinOp(left=left, op=operator, right=right) if type(operator) in _OPERATORS:
            combine: Any = _OPERATORS[type(operator)]
            return float(combine(_evaluate(left, names), _evaluate(right, names)))
        case _:
            raise TypeError(f"{ast.unparse(node)} is not allowed")

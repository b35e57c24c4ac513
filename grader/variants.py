"""Hidden variants: other numbers for the given values, drawn from a secret of the deployment.

Each exercise has a pool of variants. Variant ``index`` is drawn by HMAC-SHA256(secret, inputs hash, index), so it can be drawn
again to replay an attempt; which variants an attempt gets follows from HMAC-SHA256(secret, inputs hash, submission id). A
version that changes nothing but what is asked of a program has the same pool: what the program showed can be judged again.
"""

from __future__ import annotations

import hashlib
import hmac
import random
import struct
import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping

from grader.errors import ExerciseError
from grader.exercise import Exercise
from grader.formulas import Formula
from grader.given_values import GivenTable, Numbers, flat
from grader.observations import Tensor

Values = Mapping[str, Tensor]
_SETS_KEPT = 1024


def published_values(exercise: Exercise) -> dict[str, Tensor]:
    """The numbers of the statement, as float64 tensors by name."""
    return {name: tensor_of(given.value) for name, given in exercise.spec.given.items()}


def variant_values(exercise: Exercise, secret: bytes, index: int) -> dict[str, Tensor]:
    """The numbers of one hidden variant. Raises `ExerciseError` if a formula divides by zero for what was drawn."""
    seed = hmac.new(secret, f"variant:{exercise.inputs_hash}:{index}".encode(), hashlib.sha256).digest()
    generator = random.Random(seed)  # noqa: S311 - the secret is in the seed; the draws need no other strength
    published = {number for given in exercise.spec.given.values() for number in flat(given.value)}
    # In the order of their names: the inputs hash, which the seed is made of, knows no other order.
    givens = sorted(exercise.spec.given.items())
    drawn = {name: _draw(given, published, generator) for name, given in givens if not given.formula}
    return drawn | {name: _computed(name, given, drawn) for name, given in givens if given.formula}


def chosen_variants(exercise: Exercise, secret: bytes, submission_id: str) -> tuple[int, ...]:
    """Which variants of the pool an attempt for this submission gets: as many as the exercise asks for, all different."""
    seed = hmac.new(secret, f"choice:{exercise.inputs_hash}:{submission_id}".encode(), hashlib.sha256).digest()
    count = min(exercise.spec.hidden_runs, exercise.spec.variants)
    return tuple(random.Random(seed).sample(range(exercise.spec.variants), count))  # noqa: S311 - as above


class KeptValues:
    """The given values of the variants asked for most lately, drawn once. Safe to use from several threads.

    Args:
        secret: draws the variants.
        most: how many sets of values to keep.
    """

    def __init__(self, secret: bytes, most: int = _SETS_KEPT) -> None:
        self._secret = secret
        self._most = most
        self._kept: OrderedDict[tuple[str, int | None], Values] = OrderedDict()
        self._lock = threading.Lock()

    def published(self, exercise: Exercise) -> Values:
        """As `published_values`."""
        return self._get((exercise.inputs_hash, None), lambda: published_values(exercise))

    def variant(self, exercise: Exercise, index: int) -> Values:
        """As `variant_values`."""
        return self._get((exercise.inputs_hash, index), lambda: variant_values(exercise, self._secret, index))

    def _get(self, key: tuple[str, int | None], make: Callable[[], Values]) -> Values:
        with self._lock:
            if (kept := self._kept.get(key)) is not None:
                self._kept.move_to_end(key)
                return kept
        values = make()
        with self._lock:
            self._kept[key] = values
            if len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return values


def draw_seed(exercise: Exercise, secret: bytes, index: int) -> int:
    """The seed with which a scenario draws the inputs of one variant; the public run is variant -1."""
    digest = hmac.new(secret, f"scenario:{exercise.inputs_hash}:{index}".encode(), hashlib.sha256).digest()
    return int.from_bytes(digest[:7], "little")


def _shape(value: Numbers) -> tuple[int, ...]:
    if not isinstance(value, list):
        return ()
    return (len(value), *(_shape(value[0]) if value else ()))


def tensor_of(value: Numbers) -> Tensor:
    """A nested list of numbers as a float64 tensor."""
    numbers = list(flat(value))
    return Tensor("float64", _shape(value), struct.pack(f"<{len(numbers)}d", *numbers))


def _draw(given: GivenTable, published: set[float], generator: random.Random) -> Tensor:
    if given.vary == "fixed":
        return tensor_of(given.value)
    choices = given.choices(published)
    numbers = generator.sample(choices, given.count) if given.distinct else generator.choices(choices, k=given.count)
    return Tensor("float64", _shape(given.value), struct.pack(f"<{given.count}d", *numbers))


def _computed(name: str, given: GivenTable, drawn: Values) -> Tensor:
    formula = Formula(given.formula)
    try:
        numbers = [
            formula.evaluate({other: _element(drawn[other], index) for other in formula.names})
            for index in range(given.count)
        ]
    except ArithmeticError as error:
        problem = f"cannot be computed for every variant: {error}"
        raise ExerciseError("exercise.toml", f"given.{name}.formula", problem) from error
    return Tensor("float64", _shape(given.value), struct.pack(f"<{given.count}d", *numbers))


def _element(value: Tensor, index: int) -> float:
    count = len(value.data) // 8
    (number,) = struct.unpack_from("<d", value.data, 8 * (index if count > 1 else 0))
    return float(number)

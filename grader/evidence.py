"""The evidence that a diagnosis starts from: what an attempt's runs showed, with the questions that the rules ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from grader import comparison
from grader.comparison import Array
from grader.exercise_format import ExerciseSpec
from grader.findings import View
from grader.judging import Judged
from grader.observations import Binding, EngineCall, LeafAtCall, Mention, Observation, SourceFacts, Tensor

CLOSE = 1e-3
"""Relative difference up to which two numbers count as one when a mistake is told from them."""
_NOTHING = 1e-6
_TRAINING_CALLS = 3


@dataclass(frozen=True)
class Case:
    """One attempt to be explained. ``views[0]`` is the public run's; the hidden ones only confirm, nothing of them is told."""

    views: tuple[View, ...]
    judged: tuple[Judged, ...]

    @property
    def view(self) -> View:
        """The public run beside the reference's."""
        return self.views[0]

    @property
    def found(self) -> Observation:
        """What the learner's program showed with the published numbers."""
        return self.view.found

    @property
    def reference(self) -> Observation:
        """What the reference showed with the same numbers."""
        return self.view.reference

    @property
    def spec(self) -> ExerciseSpec:
        """The exercise."""
        return self.view.spec

    @property
    def source(self) -> SourceFacts:
        """What the learner's source gives away."""
        return self.found.source

    @cached_property
    def codes(self) -> frozenset[str]:
        """What the checks found in the public run, where they count."""
        failed = (each for each in self.judged if each.finding is not None and not each.hidden and not each.advisory)
        return frozenset(each.finding.code for each in failed if each.finding is not None)

    def failed(self, name: str) -> bool:
        """Whether a check about this name found something in the public run."""
        findings = (each.finding for each in self.judged if not each.hidden)
        return any(each is not None and each.name.removesuffix(".grad") == name for each in findings)

    @cached_property
    def wrong_values(self) -> frozenset[str]:
        """The names that hold other values than they should with the published numbers."""
        findings = (each.finding for each in self.judged if not each.hidden and not each.advisory)
        wrong = (each.name for each in findings if each is not None and each.code == "values")
        return frozenset(wrong) & self.spec.names.keys()

    def binding(self, name: str) -> Binding | None:
        """What a name showed at the end, or at the engine call that counts for it."""
        return self.found.names.get(name) or self.found.adopted.get(name)

    def line(self, name: str) -> int:
        """The line that bound a name last, 0 where that is unknown."""
        binding = self.found.names.get(name.removesuffix(".grad"))
        return binding.line if binding is not None else 0

    # --- what the lesson wants ----------------------------------------------------------------------------------

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The names that stand for tracked leaves in the reference."""
        names = self.reference.names
        return tuple(
            name for name, each in names.items() if each.kind == "tensor" and each.requires_grad and each.is_leaf
        )

    @cached_property
    def root(self) -> str:
        """The name of the result that the reference differentiates, scaled or not; "" where it has none or several."""
        roots = {call.root or _last_bound(call.through, self.reference) for call in self.reference.calls}
        return roots.pop() if len(roots) == 1 else ""

    @cached_property
    def trains(self) -> bool:
        """Whether the lesson is a training loop. A scenario's passes are those of separate cases, none the next step of another."""
        return self.spec.kind != "scenario" and self.reference.call_count >= _TRAINING_CALLS

    # --- the engine ----------------------------------------------------------------------------------------------

    @property
    def differentiated(self) -> bool:
        """Whether the engine was ever asked for a gradient, with success."""
        return bool(self.found.call_count or self.found.calls)

    def calls_reaching(self, leaf: str, method: str = "") -> list[EngineCall]:
        """The engine calls whose graph led to the leaf."""
        return [call for call in self.found.calls if leaf in call.reaches and method in ("", call.method)]

    def history(self, leaf: str) -> list[LeafAtCall]:
        """The leaf as the first backward calls that reached it found it."""
        return [call.leaves[leaf] for call in self.found.calls if call.method == "backward" and leaf in call.leaves]

    def reference_history(self, leaf: str) -> list[LeafAtCall]:
        """The leaf as the reference's first backward calls found it."""
        return [call.leaves[leaf] for call in self.reference.calls if call.method == "backward" and leaf in call.leaves]

    def lost_at(self, leaf: str) -> str:
        """The first name, by line, whose graph does not lead to the leaf although the reference's does; "" for none."""
        wanted = [name for name, each in self.reference.names.items() if leaf in each.reaches and name != leaf]
        lost = [
            name for name in wanted if (each := self.found.names.get(name)) is not None and leaf not in each.reaches
        ]
        return min(lost, key=lambda name: self.line(name) or 1 << 30, default="")

    # --- the source ----------------------------------------------------------------------------------------------

    def called(self, *methods: str) -> list[Mention]:
        """Where functions or methods of these names are called."""
        return [each for each in self.source.calls if last_word(each) in methods]

    def named_only(self, *methods: str) -> list[Mention]:
        """Where methods of these names are named without being called."""
        mentions = (*self.source.bare_attributes, *self.source.references)
        return [each for each in mentions if last_word(each) in methods]


def _last_bound(names: Iterable[str], observation: Observation) -> str:
    """The name that was bound last: the result, among the values on the way to it."""
    bound = {name: observation.names[name].line for name in names if name in observation.names}
    return max(bound, key=lambda name: bound[name], default="")


def last_word(mention: Mention) -> str:
    """``zero_`` of ``w.grad.zero_``."""
    return mention.word.rpartition(".")[2]


def line_of(mentions: Iterable[Mention]) -> int:
    """The first line of some mentions, 0 for none."""
    return min((each.line for each in mentions), default=0)


def close(one: Array, other: Array) -> bool:
    """Whether two arrays of one size hold the same numbers, as far as mistakes are told apart by them."""
    if one.size != other.size:
        return False
    flat, wanted = one.ravel(), other.ravel()
    with np.errstate(all="ignore"):
        return bool((np.abs(flat - wanted) <= 1e-5 + CLOSE * np.abs(wanted)).all())


def values(tensor: Tensor | None) -> Array | None:
    """A tensor's numbers, None for none."""
    return None if tensor is None else comparison.numbers(tensor)


def is_something(tensor: Tensor | None) -> bool:
    """Whether there is a gradient that is not zero."""
    return tensor is not None and bool((np.abs(comparison.numbers(tensor)) > _NOTHING).any())


def steady_ratio(case: Case, pair: Callable[[View], tuple[Array, Array] | None]) -> float | None:
    """Found / expected, where that is the same number for every element in every run; None where it is not.

    With a single run a ratio proves nothing: two numbers always have one.
    """
    ratios = []
    for view in case.views:
        both = pair(view)
        if both is None or both[0].shape != both[1].shape or not all(np.isfinite(each).all() for each in both):
            return None
        ratio = comparison.uniform_ratio(*both)
        if ratio is None:
            return None
        ratios.append(ratio)
    if len(ratios) < 2 or max(ratios) - min(ratios) > CLOSE * abs(ratios[0]):  # noqa: PLR2004 - a second run confirms
        return None
    return ratios[0]


def root_pair(case: Case) -> Callable[[View], tuple[Array, Array] | None]:
    """What was differentiated last beside the result that should have been, each of shape (1,)."""

    def pair(view: View) -> tuple[Array, Array] | None:
        found, expected = values(view.found.trace), values(view.reference.trace)
        result = view.reference.names.get(case.root)
        named = values(result.value if result is not None else None)
        if named is not None and named.size == 1:
            expected = named.reshape(1)
        if found is None or expected is None or not found.size or not expected.size:
            return None
        return found[-1:], expected[-1:]

    return pair


def first_root_pair(view: View) -> tuple[Array, Array] | None:
    """What was differentiated first beside what should have been: the loss before any training, each of shape (1,)."""
    found, expected = values(view.found.trace), values(view.reference.trace)
    if found is None or expected is None or not found.size or not expected.size:
        return None
    return found[:1], expected[:1]


def gradient_pair(name: str) -> Callable[[View], tuple[Array, Array] | None]:
    """The gradient of a name beside what it should be."""

    def pair(view: View) -> tuple[Array, Array] | None:
        found, expected = view.found.names.get(name), view.reference.names.get(name)
        one, other = values(found.grad if found else None), values(expected.grad if expected else None)
        return None if one is None or other is None or one.size != other.size else (one.reshape(other.shape), other)

    return pair


def value_pair(name: str) -> Callable[[View], tuple[Array, Array] | None]:
    """The value of a name beside what it should be."""

    def pair(view: View) -> tuple[Array, Array] | None:
        found, expected = view.found.names.get(name), view.reference.names.get(name)
        one, other = values(found.value if found else None), values(expected.value if expected else None)
        return None if one is None or other is None or one.size != other.size else (one.reshape(other.shape), other)

    return pair


def begins_right(case: Case) -> bool:
    """Whether the first loss is right in every run, and so is the first gradient."""
    pairs = [first_root_pair(view) for view in case.views]
    if not all(pair is not None and close(*pair) for pair in pairs):
        return False
    for leaf in case.leaves:
        found, expected = case.history(leaf), case.reference_history(leaf)
        one, other = (values(each[0].after) if each else None for each in (found, expected))
        if one is not None and other is not None and not close(one, other):
            return False
    return True

"""What a check looks at and what it says: the view of one run, and the finding of a check that failed."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

from grader import comparison
from grader.comparison import Mismatch
from grader.exercise_format import ExerciseSpec
from grader.messages import N_, Message, say
from grader.observations import Binding, Observation, Tensor, Unmet


@dataclass(frozen=True)
class View:
    """What one run showed, as the checks see it: one pass through the lesson, and the reference's for the same inputs.

    ``refused_values`` says that the reference could not take the learner's own values over.
    ``first`` is the learner's public run when this is a hidden one: what must differ from run to run is compared with it.
    """

    found: Observation
    reference: Observation
    spec: ExerciseSpec
    stdout: str = ""
    hidden: bool = False
    first: Observation | None = None
    refused_values: bool = False

    def binding(self, name: str) -> Binding | None:
        """What the learner's name showed; for an adopted name, what it was when the engine was called."""
        return self.found.names.get(name)

    def adopted(self, name: str) -> Binding | None:
        """The learner's own value, as the engine call saw it."""
        return self.found.adopted.get(name) or self.found.names.get(name)


@dataclass(frozen=True)
class Finding:
    """Why a check failed."""

    code: str
    message: Message
    name: str = ""
    mismatch: Mismatch | None = None
    found: Tensor | None = field(default=None, repr=False)
    expected: Tensor | None = field(default=None, repr=False)


def missing(name: str) -> Finding:
    """No variable has the name."""
    return Finding("missing_name", say(N_("There is no variable named {name}."), name=name), name)


def not_a_tensor(name: str, binding: Binding) -> Finding:
    """The name stands for something else than a tensor."""
    text = N_("{name} is not a tensor but a value of type {type}.")
    return Finding("value_is_not_a_tensor", say(text, name=name, type=binding.type_name or binding.kind), name)


_REFUSED = {
    "too large": N_("{name} has too many elements to be compared."),
    "complex": N_("{name} holds complex numbers; expected are real ones."),
    "a nested tensor": N_("{name} is a nested tensor; expected is an ordinary one."),
    "a tensor without data (meta)": N_("{name} lies on the meta device and holds no values."),
    "a tensor of a function transform": N_(
        "{name} comes from inside a transform of torch.func and has no value of its own."
    ),
}


def refused(name: str, binding: Binding) -> Finding:
    """The sandbox did not carry the value, for a reason that it gave."""
    text = _REFUSED.get(binding.refused, N_("The value of {name} cannot be compared: {reason}."))
    return Finding("wrong_dtype", say(text, name=name, reason=binding.refused or binding.kind), name)


def wrong_dtype(name: str, binding: Binding, view: View) -> Finding | None:
    """The tensor has a dtype that the exercise does not allow; None if it allows it."""
    if binding.kind != "tensor":
        return None
    allowed = view.spec.names[name].dtypes
    if binding.dtype in allowed:
        return None
    text = N_("{name} has dtype {found}; expected is {expected}.")
    return Finding("wrong_dtype", say(text, name=name, found=binding.dtype, expected=" / ".join(allowed)), name)


def differs(name: str, mismatch: Mismatch, found: Tensor, expected: Tensor) -> Finding:
    """The values differ: in shape, by not being finite, or beyond the tolerance."""
    values = {"name": name, "found": mismatch.found, "expected": mismatch.expected}
    if mismatch.kind == "shape":
        text = N_("{name} has shape {found}; expected is {expected}.")
        return Finding("wrong_shape", Message(text, values), name, mismatch, found, expected)
    if mismatch.kind == "not_finite":
        text = N_("{name} is {found}: it holds values that are not finite. Expected is {expected}.")
        return Finding("not_finite", Message(text, values), name, mismatch, found, expected)
    if mismatch.total == 1:
        text = N_("{name} is {found}; expected is {expected}.")
        return Finding("values", Message(text, values), name, mismatch, found, expected)
    text = N_("{name} is {found}; expected is {expected}. {wrong} of {total} elements differs, at index {index}.")
    plural = N_("{name} is {found}; expected is {expected}. {wrong} of {total} elements differ, most at index {index}.")
    shown_index = ", ".join(map(str, mismatch.index))
    values |= {"wrong": mismatch.wrong, "total": mismatch.total, "index": f"[{shown_index}]"}  # type: ignore[dict-item]
    return Finding("values", Message(text, values, plural, mismatch.wrong), name, mismatch, found, expected)


def unmet(asked: Unmet) -> Finding:
    """A scenario did not find what it asks of the program."""
    values = {"name": asked.name, "found": asked.found, "expected": asked.expected}
    texts = {
        "missing_name": N_("The program does not define {name}."),
        "wrong_kind": N_("{name} is of another kind: expected is {expected}, found is {found}."),
        "wrong_signature": N_("{found} cannot be called as {expected}."),
        "parameter_not_registered": N_("The module has no parameter named {name}; it has: {found}."),
        "parameter_shape": N_("The module's parameter {name} has shape {found}; expected is {expected}."),
        "nothing_returned": N_("{name} returns nothing: its result is None."),
    }
    return Finding(asked.code, Message(texts.get(asked.code, texts["missing_name"]), values), asked.name)


def shown(number: float | None) -> float | str:
    """A number for a sentence, which its language will write; a word where it is not finite, a question mark where unknown."""
    if number is None:
        return "?"
    return number if math.isfinite(number) else comparison.show_number(number)

"""What the source gives away about a program that showed the wrong thing: errors it swallowed, functions it only named.

Used for feedback only; nothing is accepted or rejected because of it.
"""

from __future__ import annotations

from grader import diagnosis_errors, evidence
from grader import diagnosis_tracking as tracking
from grader.evidence import Case
from grader.messages import N_, say
from grader.near_misses import nearest
from grader.observations import ErrorFacts
from grader.results import Diagnosis

_INTERRUPTED = frozenset(
    {
        "no_call",
        "call_misses",
        "no_trace",
        "gradient_none",
        "missing_name",
        "trace_length",
        "trace_differs",
        "not_tracked",
    }
)
_EXPECTED = frozenset({"ModuleNotFoundError", "ImportError", "StopIteration", "KeyError", "AttributeError"})
_NOT_CLEARED = frozenset({"trace_differs", "gradient_left", "values"})


def given_away(case: Case) -> Diagnosis | None:
    """The one mistake that the source shows plainly, or None."""
    return _swallowed(case) or _flag(case) or _named_only(case)


def _swallowed(case: Case) -> Diagnosis | None:
    """An error was handled without a word, and what it interrupted is missing."""
    if not case.codes & _INTERRUPTED:
        return None
    errors = [each for each in case.found.caught if each.type not in _EXPECTED or _of_torch(each)]
    error = next((each for each in errors if _interrupts(case, each)), None)
    if error is None:
        return None
    explained = diagnosis_errors.runtime(error, case)
    line = next((each.line for each in case.source.swallowed if each.line >= error.line), error.line)
    text = N_("An error in line {line} is caught and goes unseen: {type}. It is why something is missing. Let it show.")
    if explained.code in ("exception", "exception_swallowed"):
        return Diagnosis("exception_swallowed", say(text, line=error.line, type=error.type), line)
    return Diagnosis(
        "exception_swallowed", say(text, line=error.line, type=f"{error.type} ({error.message[:120]})"), line
    )


def _interrupts(case: Case, error: ErrorFacts) -> bool:
    """Whether what is missing was to come after the error: an error that was only shown explains nothing."""
    missing = {
        each.finding.name for each in case.judged if each.finding is not None and each.finding.code == "missing_name"
    }
    if any(each.word in missing and each.line >= error.line for each in case.source.assigned):
        return True
    if not case.differentiated:
        asked = ("backward", "grad")
        words = ((evidence.last_word(each), each.line) for each in case.source.calls)
        return any(line >= error.line and (word in asked or nearest(word, asked)) for word, line in words)
    return case.trains and bool(case.codes & {"trace_length", "trace_differs"})


def _of_torch(error: ErrorFacts) -> bool:
    return "Tensor" in error.message or "NoneType" in error.message


def _flag(case: Case) -> Diagnosis | None:
    wanted = {"not_tracked", "gradient_none", "no_call", "no_graph", "graph_cut", "gradient_left", "tracked"}
    return tracking.misspelt_flag(case) if case.codes & wanted else None


def _named_only(case: Case) -> Diagnosis | None:
    if case.codes & _NOT_CLEARED and not case.called("zero_", "zero_grad"):
        for mention in case.named_only("zero_", "zero_grad"):
            return tracking.named_only("zero_grad_not_called", mention)
    if case.codes & {"no_call", "call_misses", "no_trace"} and not case.called("backward"):
        for mention in case.named_only("backward"):
            return tracking.named_only("backward_named_not_called", mention)
    return None


_WORDS_OF = {
    "detach_missing": ("detach", "backward"),
    "wrong_tensor_detached": ("detach", "detach_"),
    "accumulated_gradient": ("backward",),
    "gradient_zeroed_after_backward": ("zero_", "zero_grad"),
    "graph_cut": ("detach", "item", "numpy", "tolist", "tensor", "clone"),
}


def line_for(case: Case, code: str) -> int:
    """The learner's line that a misconception most likely stands on; 0 where it is not clear."""
    if code == "graph_cut" and case.source.no_grad_blocks:
        return case.source.no_grad_blocks[0].line
    places = case.called(*_WORDS_OF.get(code, ()))
    if code in ("accumulated_gradient", "gradient_zeroed_after_backward") and places:
        return max(each.line for each in places)
    return evidence.line_of(places) if len(places) == 1 else 0

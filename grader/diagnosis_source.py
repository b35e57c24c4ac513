"""What the source gives away about a program that showed the wrong thing.

A call without parentheses, a misspelt attribute, a function that nobody called. Used for feedback only; nothing is accepted or
rejected because of it.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.findings import View
from grader.judging import Judged
from grader.messages import N_, say
from grader.near_misses import nearest
from grader.observations import Mention, SourceFacts
from grader.results import Diagnosis

_FLAGS = ("requires_grad", "grad", "data")
_DIFFERENTIATE = ("backward", "grad", "jacobian", "vjp", "hessian", "jacrev")
_CALLED_FOR_EFFECT = {
    "backward": "backward_named_not_called",
    "zero_grad": "zero_grad_not_called",
    "zero_": "zero_grad_not_called",
}


def given_away(failed: Sequence[Judged], view: View) -> Diagnosis | None:
    """The one mistake that the source shows plainly, or None."""
    source = view.found.source
    codes = {each.finding.code for each in failed if each.finding is not None}
    return (
        _misspelt(source, codes)
        or _named_not_called(source, codes)
        or _never_called(source, codes, view)
        or _swallowed(source, codes, view)
    )


def _misspelt(source: SourceFacts, codes: set[str]) -> Diagnosis | None:
    if not codes & {"not_tracked", "gradient_none", "no_call", "no_graph", "graph_cut", "gradient_left", "tracked"}:
        return None
    for mention in source.attribute_stores:
        near = nearest(mention.word, _FLAGS)
        if mention.word not in _FLAGS and near:
            text = N_("A tensor has no attribute {found}, so setting it changes nothing. Did you mean {near}?")
            return Diagnosis("attribute_typo", say(text, found=mention.word, near=near), mention.line)
    return None


def _named_not_called(source: SourceFacts, codes: set[str]) -> Diagnosis | None:
    for mention in source.bare_attributes:
        word = mention.word.rpartition(".")[2]
        code = _CALLED_FOR_EFFECT.get(word)
        if code == "backward_named_not_called" and not codes & {"gradient_none", "no_call", "call_misses", "no_trace"}:
            continue
        if code is not None:
            text = N_("{found} only names the function. It runs when parentheses follow: {found}().")
            return Diagnosis(code, say(text, found=mention.word), mention.line)
        if word in ("detach", "detach_", "requires_grad_"):
            text = N_("{found} only names the function. It runs when parentheses follow: {found}().")
            return Diagnosis("method_named_not_called", say(text, found=mention.word), mention.line)
    return None


def _never_called(source: SourceFacts, codes: set[str], view: View) -> Diagnosis | None:
    if "missing_name" not in codes or view.found.call_count:
        return None
    called = {mention.word.rpartition(".")[2] for mention in source.calls}
    for function in source.functions:
        if function.word not in called and not function.word.startswith("__") and not view.found.names:
            text = N_("The function {name} is defined but never called, so nothing in it happens.")
            return Diagnosis("defined_not_called", say(text, name=function.word), function.line)
    return None


def _swallowed(source: SourceFacts, codes: set[str], view: View) -> Diagnosis | None:
    wanted = any(mention.word.rpartition(".")[2] in _DIFFERENTIATE for mention in source.calls)
    interrupted = {"no_call", "gradient_none", "missing_name", "call_misses", "no_trace"} & codes
    if not source.swallowed or view.found.call_count or not wanted or not interrupted:
        return None
    text = N_(
        "An error is caught and ignored here, so the program goes on without its gradient. Let it show, and read it."
    )
    return Diagnosis("exception_swallowed", say(text), source.swallowed[0].line)


_WORDS_OF = {
    "detach_missing": ("detach", "backward"),
    "wrong_tensor_detached": ("detach", "detach_"),
    "accumulated_gradient": ("backward",),
    "gradient_zeroed_after_backward": ("zero_", "zero_grad"),
    "graph_cut": ("detach", "item", "numpy", "tolist", "tensor", "clone"),
}


def line_for(code: str, view: View) -> int:
    """The learner's line that a misconception most likely stands on; 0 where it is not clear."""
    source = view.found.source
    if code == "graph_cut" and source.no_grad_blocks:
        return source.no_grad_blocks[0].line
    words = _WORDS_OF.get(code, ())
    places = [mention for mention in source.calls if mention.word.rpartition(".")[2] in words[:3]]
    if code in ("accumulated_gradient", "gradient_zeroed_after_backward") and places:
        return max(places, key=_line).line
    return places[0].line if len(places) == 1 else 0


def _line(mention: Mention) -> int:
    return mention.line

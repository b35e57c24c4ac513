"""Attributes and keywords that do not exist: misspelt, or asked of a value of another kind than the learner thinks."""

from __future__ import annotations

import re

from grader import diagnosis_tracking as tracking
from grader.evidence import Case
from grader.messages import N_, say
from grader.near_misses import nearest
from grader.observations import ErrorFacts
from grader.results import Diagnosis

_WORDS = (
    "requires_grad",
    "requires_grad_",
    "backward",
    "detach",
    "detach_",
    "zero_grad",
    "zero_",
    "no_grad",
    "grad",
    "retain_grad",
    "save_for_backward",
    "saved_tensors",
    "needs_input_grad",
    "retain_graph",
    "create_graph",
    "autograd",
    "tensor",
    "Tensor",
    "mean",
    "sum",
    "item",
    "clone",
    "numpy",
    "parameters",
    "step",
    "Parameter",
    "Module",
    "MSELoss",
    "dtype",
    "rand",
    "matmul",
    "reshape",
    "unsqueeze",
    "expand",
    "broadcast_to",
    "optim",
)
_NO_ATTRIBUTE = re.compile(
    r"^(?:module )?'([\w.]+)'(?: object)? has no attribute '(\w+)'|type object '([\w.]+)' has no attribute '(\w+)'"
)
_KEYWORD = re.compile(r"unexpected keyword argument '?(\w+)'?|invalid keyword argument '?(\w+)'?")
_GOT = re.compile(r"invalid combination of arguments - got \(([^)]*)\)")
_PLAIN = ("float", "int", "list", "tuple", "str", "dict", "bool", "range", "complex")


def keyword(error: ErrorFacts) -> Diagnosis | None:
    """A keyword that a function of torch does not know."""
    found = _KEYWORD.search(error.message)
    words = [group for group in found.groups() if group] if found else []
    combination = _GOT.search(error.message)
    if combination is not None:
        words = re.findall(r"(\w+)=", combination[1])
    for word in words:
        near = nearest(word, _WORDS)
        if near and near != word:
            text = N_("{found} does not exist in torch. Did you mean {near}?")
            return Diagnosis("attribute_typo", say(text, found=word, near=near), error.line)
        if word == "requires_grad" and combination is not None:
            text = N_("torch.Tensor(...) takes no requires_grad. torch.tensor(...), in small letters, does.")
            return Diagnosis("attribute_typo", say(text), error.line)
    return None


def attribute(error: ErrorFacts, case: Case) -> Diagnosis | None:
    """Something was asked of a value that it does not have."""
    found = _NO_ATTRIBUTE.search(error.message)
    if found is None:
        return None
    owner, word = found[1] or found[3], found[2] or found[4]
    if owner in ("builtin_function_or_method", "method", "function"):
        return uncalled(error, case)
    if owner in _PLAIN or owner.startswith(("numpy.", "ndarray")):
        return _plain(error, case, owner, word)
    near = "" if word in _WORDS else nearest(word, _WORDS)
    if near:
        text = N_("{found} does not exist in torch. Did you mean {near}?")
        return Diagnosis("attribute_typo", say(text, found=word, near=near), error.line)
    if owner in ("Tensor", "Parameter") or owner.startswith("torch"):
        text = N_("{owner} has no attribute {found}. Look it up in the documentation of torch.")
        return Diagnosis("attribute_typo", say(text, owner=owner, found=word), error.line)
    return _own_class(error, case, owner, word)


def _own_class(error: ErrorFacts, case: Case, owner: str, word: str) -> Diagnosis:
    if word in ("parameters", "zero_grad", "state_dict", "train", "eval", "named_parameters"):
        text = N_("{owner} is no module, so it has no {found}. A model inherits from nn.Module.")
        return Diagnosis("parameter_not_registered", say(text, owner=owner, found=word), error.line)
    stored = [each.word.removeprefix("self.") for each in case.source.attribute_stores]
    near = nearest(word, [*stored, *(each.word for each in case.source.functions)])
    if near:
        text = N_("{owner} has no attribute {found}. Did you mean {near}?")
        return Diagnosis("attribute_typo", say(text, owner=owner, found=word, near=near), error.line)
    text = N_("{owner} has no attribute {found}: nothing was ever assigned to it.")
    return Diagnosis("missing_attribute", say(text, owner=owner, found=word), error.line)


def uncalled(error: ErrorFacts, case: Case) -> Diagnosis | None:
    """A method stands where its result is meant: ``output_mean = z.mean`` and then ``output_mean.backward()``."""
    for name in _names_in(error, case):
        binding = case.found.names[name]
        if binding.kind == "callable":
            return tracking.not_a_tensor(case, name, binding)
    earlier = [each for each in case.source.references if each.line <= error.line]
    return tracking.named_only("value_is_not_a_tensor", earlier[-1]) if earlier else None


def _plain(error: ErrorFacts, case: Case, owner: str, word: str) -> Diagnosis:
    for name in _names_in(error, case):
        binding = case.found.names[name]
        if binding.kind != "tensor":
            return tracking.not_a_tensor(case, name, binding)
    if word == "backward" and owner in ("float", "int"):
        lost = tracking.no_graph(case)
        cuts = [each for each in case.source.cuts if each.line <= error.line]
        if lost is not None and lost.code != "value_is_not_a_tensor":
            return lost
        if cuts:
            text = N_("{cut} gives a plain number, which has no graph: nothing can be differentiated from there on.")
            return Diagnosis("graph_cut", say(text, cut=cuts[-1].word.removeprefix("?.")), cuts[-1].line)
    comma = next((each for each in case.source.tuples), None)
    if owner == "tuple" and comma is not None:
        text = N_("The comma at the end of the line makes {name} a tuple of one element. Leave it out.")
        return Diagnosis("value_is_not_a_tensor", say(text, name=comma.word), comma.line)
    text = N_("A value of type {type} has no {found}: it is no tensor.")
    return Diagnosis("value_is_not_a_tensor", say(text, type=owner, found=word), error.line)


def _names_in(error: ErrorFacts, case: Case) -> list[str]:
    """The observed names that the line of the error mentions."""
    return [name for name in case.found.names if re.search(rf"(?<![\w.]){re.escape(name)}(?!\w)", error.text)]

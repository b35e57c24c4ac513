"""Why a leaf got no gradient: it was never tracked, it is no leaf, the graph was cut on the way, or nobody asked for one."""

from __future__ import annotations

from grader import comparison, evidence
from grader.diagnosis_texts import describe
from grader.evidence import Case
from grader.exercise_format import GraphCheck
from grader.messages import N_, Message, say
from grader.near_misses import nearest
from grader.observations import Binding, Mention
from grader.results import Diagnosis

_FLAGS = ("requires_grad", "grad", "data")
_ATTRIBUTES = ("requires_grad", "grad", "data", "names", "retains_grad")
_LAST = 1 << 30


# --- is it a leaf? -------------------------------------------------------------------------------------------------------


def misspelt_flag(case: Case) -> Diagnosis | None:
    """``x.require_grad = True``: Python sets any attribute, and nothing happens."""
    for mention in case.source.attribute_stores:
        word = evidence.last_word(mention)
        own = mention.word == f"self.{word}"  # what an object keeps under any name it likes
        near = nearest(word, _FLAGS) if word not in _ATTRIBUTES and not own else ""
        if near:
            text = N_("A tensor has no attribute {found}, so setting it changes nothing. Did you mean {near}?")
            return Diagnosis("attribute_typo", say(text, found=word, near=near), mention.line)
    return None


def unsuitable(case: Case, name: str) -> Diagnosis | None:
    """Why a name that should stand for a tracked leaf does not; None where it does, or where it is not known."""
    binding = case.binding(name)
    if binding is None:
        return None
    if binding.kind != "tensor":
        return not_a_tensor(case, name, binding)
    if binding.requires_grad and binding.is_leaf:
        return None
    if any(not leaf.kept for leaf in case.history(name)):
        return replaced(case, name)
    if binding.requires_grad:
        text = N_("{name} is the result of an operation, not a leaf: autograd keeps gradients of leaves only.")
        return Diagnosis("non_leaf_gradient", say(text, name=name), binding.line)
    if case.history(name):
        text = N_("{name} was tracked, and tracking was switched off after the last backward pass. Leave it on.")
        switches = case.called("requires_grad_") or [
            each for each in case.source.attribute_stores if evidence.last_word(each) == "requires_grad"
        ]
        return Diagnosis("tracking_switched", say(text, name=name), max((each.line for each in switches), default=0))
    return misspelt_flag(case) or _not_tracked(case, name, binding)


def not_a_tensor(case: Case, name: str, binding: Binding) -> Diagnosis:
    """A name that should stand for a tensor holds something else."""
    comma = next((each for each in case.source.tuples if each.word == name), None)
    if comma is not None:
        text = N_("The comma at the end of the line makes {name} a tuple of one element. Leave it out.")
        return Diagnosis("value_is_not_a_tensor", say(text, name=name), comma.line)
    method = next((each for each in case.source.references if each.line == binding.line), None)
    if binding.kind == "callable" and method is not None:
        asks = method.word.endswith(("backward", "autograd.grad"))
        return named_only("backward_named_not_called" if asks else "value_is_not_a_tensor", method)
    if binding.kind == "none" and any(each.line == binding.line for each in case.called("backward")):
        text = N_(
            "backward() gives nothing back, so {name} is None. Keep the tensor first, then call backward() on it."
        )
        return Diagnosis("value_is_not_a_tensor", say(text, name=name), binding.line)
    if binding.kind == "none" and any(each.line == binding.line for each in case.called("grad")):
        text = N_("autograd.grad gives None for {name}: what was differentiated does not depend on the input.")
        return Diagnosis("graph_cut", say(text, name=name), binding.line)
    if binding.kind == "none" and case.spec.kind == "scenario":
        text = N_(
            "Something that should hand a result back gives None: a return is missing. Printing is not returning."
        )
        return Diagnosis("nothing_returned", say(text))
    text = N_("{name} holds a value of type {type}, not a tensor.")
    return Diagnosis(
        "value_is_not_a_tensor", say(text, name=name, type=binding.type_name or binding.kind), binding.line
    )


def named_only(code: str, mention: Mention) -> Diagnosis:
    """A function that is named where it should be called."""
    text = N_("{found} only names the function. It runs when parentheses follow: {found}().")
    return Diagnosis(code, say(text, found=mention.word.removeprefix("?.")), mention.line)


def replaced(case: Case, name: str) -> Diagnosis:
    """The name stands for another tensor than the one that the engine saw."""
    line = case.line(name)
    if case.trains:
        text = N_(
            "{name} is bound to a new tensor after the backward pass, and the new one is not trained. "
            "An update changes the leaf in place."
        )
        return Diagnosis("update_replaces_parameter", say(text, name=name), line)
    text = N_("{name} was bound to a new tensor after the backward pass; the gradient stayed with the old one.")
    return Diagnosis("wrong_variable", say(text, name=name), line)


def _not_tracked(case: Case, name: str, binding: Binding) -> Diagnosis:
    method = next(iter(case.named_only("requires_grad_")), None)
    if method is not None:
        return named_only("missing_requires_grad", method)
    if binding.dtype.startswith(("int", "uint")):
        return Diagnosis("integer_requires_grad", describe("integer_requires_grad"), binding.line)
    cuts = [each for each in case.source.cuts if each.line == binding.line and evidence.last_word(each) == "detach"]
    if cuts:
        text = N_("detach() takes {name} itself out of the graph, so no gradient can arrive there.")
        return Diagnosis("graph_cut", say(text, name=name), cuts[0].line)
    if "." in name:
        text = N_("{name} is frozen as well: it is not tracked, so it cannot be trained.")
        return Diagnosis("parameter_not_trained", say(text, name=name), binding.line)
    text = N_("{name} is not tracked: it was created without requires_grad=True.")
    return Diagnosis("missing_requires_grad", say(text, name=name), binding.line)


# --- where does the way end? ------------------------------------------------------------------------------------------


def no_graph(case: Case) -> Diagnosis | None:
    """Why there is nothing to differentiate: the first leaf that explains it, then the first name that lost its leaf."""
    for leaf in case.leaves:
        found = unsuitable(case, leaf)
        if found is not None:
            return found
    lost = [(leaf, name) for leaf in case.leaves if (name := case.lost_at(leaf))]
    if not lost:
        return None
    return lost_on_the_way(case, *min(lost, key=lambda pair: case.line(pair[1]) or _LAST))


def lost_on_the_way(case: Case, leaf: str, name: str) -> Diagnosis:
    """The graph of ``name`` should lead to the leaf and does not."""
    line = case.line(name)
    tracked = [each for each in _tracking(case, leaf) if each.line > line > 0]
    if tracked:
        text = N_(
            "{leaf} is tracked only after {name} was computed from it. Autograd records from then on, not backwards."
        )
        return Diagnosis("missing_requires_grad", say(text, leaf=leaf, name=name), tracked[0].line)
    if case.line(leaf) > line > 0 and not case.trains:
        text = N_("{leaf} was bound again after {name} was computed: {name} belongs to the old {leaf}.")
        return Diagnosis("wrong_variable", say(text, leaf=leaf, name=name), case.line(leaf))
    binding = case.found.names[name]
    if binding.kind != "tensor":
        return not_a_tensor(case, name, binding)
    if binding.grad_fn and not set(binding.reaches) & set(case.leaves) and not case.source.cuts:
        text = N_("{name} carries a graph, but of another tensor: it is not computed from {leaf}.")
        return Diagnosis("wrong_variable", say(text, name=name, leaf=leaf), line)
    if _another_was_cut(case, leaf):
        if name in case.wrong_values:
            text = N_("{name} is not computed from {leaf}: another variable stands where it should.")
            return Diagnosis("wrong_variable", say(text, name=name, leaf=leaf), line)
        return _other_way_cut(case, leaf)
    return Diagnosis("graph_cut", _what_cut(case, leaf, name, line), line)


def _tracking(case: Case, leaf: str) -> list[Mention]:
    """Where the leaf is told to be tracked after it was made."""
    mentions = (*case.source.calls, *case.source.attribute_stores)
    return [each for each in mentions if each.word in (f"{leaf}.requires_grad_", f"{leaf}.requires_grad")]


def _what_cut(case: Case, leaf: str, name: str, line: int) -> Message:
    here = next((each for each in case.source.cuts if each.line == line), None)
    if here is not None:
        text = N_("{cut} leaves the graph, so {name} does not lead back to {leaf}.")
        return say(text, cut=_shown(here), name=name, leaf=leaf)
    if any(0 < each.line <= line for each in case.source.no_grad_blocks) or case.called("set_grad_enabled"):
        text = N_("Where recording is switched off no graph is built, so {name} does not lead back to {leaf}.")
        return say(text, name=name, leaf=leaf)
    text = N_(
        "The graph of {name} does not lead back to {leaf}: detach(), .data, .item(), no_grad() or a new tensor made from "
        "old values cut it on the way."
    )
    return say(text, name=name, leaf=leaf)


def _shown(cut: Mention) -> str:
    word = cut.word.removeprefix("?.")
    return f".{word}" if word == "data" else word


# --- a lesson that wants a cut ----------------------------------------------------------------------------------------


def wanted_cuts(case: Case) -> list[str]:
    """The names that the lesson wants out of the graph."""
    checks = [each for each in case.spec.check if isinstance(each, GraphCheck) and each.requires_grad is False]
    return [each.name for each in checks if "." not in each.name]


def frozen(case: Case) -> list[str]:
    """The parameters of a module that the lesson wants left alone."""
    checks = [each for each in case.spec.check if isinstance(each, GraphCheck) and each.requires_grad is False]
    return [each.name for each in checks if "." in each.name]


def still_open(case: Case, name: str) -> Diagnosis:
    """``name`` is tracked although the lesson wants it cut."""
    binding = case.found.names.get(name)
    reached = set(binding.reaches) & set(case.leaves) if binding is not None else set()
    if reached and reached < set(case.leaves):
        shown = ", ".join(sorted(reached))
        text = N_("{name} still leads back to {leaf}: what was detached is another tensor than the task names.")
        return Diagnosis("wrong_tensor_detached", say(text, name=name, leaf=shown), case.line(name))
    for mention in case.named_only("detach", "detach_"):
        return named_only("detach_missing", mention)
    text = N_("{name} is still part of the graph: gradients flow through it. The task wants it detached.")
    return Diagnosis("detach_missing", say(text, name=name), case.line(name))


def not_avoided(case: Case, name: str) -> Diagnosis:
    """The graph of ``name`` leads to a leaf that it should not lead to."""
    for cut in wanted_cuts(case):
        binding = case.found.names.get(cut)
        if binding is not None and binding.requires_grad:
            return still_open(case, cut)
        if case.failed(cut):
            text = N_("{name} is detached, and it holds the value of another tensor than the task names.")
            return Diagnosis("wrong_tensor_detached", say(text, name=cut), case.line(cut))
    checks = [each for each in case.spec.check if isinstance(each, GraphCheck) and each.name == name]
    lost = [leaf for each in checks for leaf in each.reaches if case.lost_at(leaf) == name]
    if lost:
        return lost_on_the_way(case, lost[0], name)
    for each in checks:
        for leaf in each.reaches:
            if not case.wrong_values and any(_only_through(case, leaf, other) for other in each.avoids):
                return _other_way_cut(case, leaf)
    text = N_("The detached tensor is there, but {name} is computed from one that is still part of the graph.")
    return Diagnosis("detach_missing", say(text, name=name), case.line(name))


def _only_through(case: Case, leaf: str, other: str) -> bool:
    """Whether a leaf got what another one got and no more: its own path is cut, and the other's is open."""
    one, same = (case.found.names.get(each) for each in (leaf, other))
    if one is None or same is None or one.grad is None or same.grad is None or not case.failed(leaf):
        return False
    return evidence.close(comparison.numbers(one.grad), comparison.numbers(same.grad))


def _other_way_cut(case: Case, leaf: str) -> Diagnosis:
    text = N_("The path to {leaf} is cut, which should stay open, and another one is open that should be cut.")
    return Diagnosis("wrong_tensor_detached", say(text, leaf=leaf), case.line(leaf))


def _another_was_cut(case: Case, leaf: str) -> bool:
    """Whether the lesson wants one path cut, and another was."""
    checks = [each for each in case.spec.check if isinstance(each, GraphCheck) and each.avoids]
    for each in checks:
        binding = case.found.names.get(each.name)
        if binding is not None and leaf in each.reaches and set(each.avoids) & set(binding.reaches):
            return True
    return False


# --- was anything asked for? ------------------------------------------------------------------------------------------


def not_asked(case: Case) -> Diagnosis:
    """The engine was never asked for a gradient."""
    method = next(iter(case.named_only("backward")), None)
    if method is not None:
        return named_only("backward_named_not_called", method)
    bare = next(
        (each for each in case.source.bare_attributes if each.word in {f.word for f in case.source.functions}), None
    )
    if bare is not None and case.called("backward"):
        return named_only("defined_not_called", bare)
    if case.source.idle and case.called("backward"):
        text = N_("{name} is defined but never called, so nothing in it happens.")
        return Diagnosis("defined_not_called", say(text, name=case.source.idle[0].word), case.source.idle[0].line)
    typed = case.source.typed_gradients
    if typed and typed[0].word == "numbers":
        text = N_("A gradient is written as a number in line {line}. It should come from autograd, for any input.")
        return Diagnosis("hard_coded", say(text, line=typed[0].line), typed[0].line)
    return Diagnosis("backward_not_called", describe("backward_not_called"))


def missing_gradient(case: Case, leaf: str) -> Diagnosis:
    """Why ``leaf.grad`` is None where a gradient should be."""
    found = unsuitable(case, leaf)
    if found is not None:
        return found
    if not case.differentiated:
        return not_asked(case)
    history = case.history(leaf)
    if history:
        return _lost_again(case, leaf, kept=all(each.kept for each in history))
    if case.calls_reaching(leaf, "backward"):
        return _lost_again(case, leaf, kept=True)
    if case.calls_reaching(leaf) or any(call.method == "func" for call in case.found.calls):
        return Diagnosis("gradient_not_stored", describe("gradient_not_stored"))
    return unreached(case, leaf)


def _lost_again(case: Case, leaf: str, *, kept: bool) -> Diagnosis:
    if not kept:
        return replaced(case, leaf)
    text = N_(
        "{leaf} had its gradient after the backward pass, and it was cleared again before the end of the program."
    )
    lines = [each.line for each in case.called("zero_grad", "zero_")]
    return Diagnosis("gradient_zeroed_after_backward", say(text, leaf=leaf), max(lines, default=0))


def unreached(case: Case, leaf: str) -> Diagnosis:
    """Backward passes were seen, and none of them arrived at the leaf."""
    other = from_elsewhere(case)
    if other is not None:
        return other
    name = case.lost_at(leaf)
    if name:
        return lost_on_the_way(case, leaf, name)
    text = N_("The backward pass does not reach {leaf}: it runs through another graph.")
    call = case.found.calls[0] if case.found.calls else None
    return Diagnosis("graph_cut", say(text, leaf=leaf), call.line if call is not None else 0)


def from_elsewhere(case: Case) -> Diagnosis | None:
    """Every backward pass started from another tensor than the lesson's result, and none passed through it."""
    if not case.root or case.trains or not case.found.calls:
        return None
    if any(call.method == "func" or case.root in (call.root, *call.through) for call in case.found.calls):
        return None
    binding = case.found.names.get(case.root)
    if binding is None or binding.kind != "tensor" or not binding.requires_grad:
        return None
    call = case.found.calls[-1]
    text = N_("The backward pass starts from {found} here; the task differentiates {root}.")
    started = call.root or _receiver(case, call.line)
    if started:
        return Diagnosis("wrong_variable", say(text, found=started, root=case.root), call.line)
    text = N_("The backward pass starts from another tensor here; the task differentiates {root}.")
    return Diagnosis("wrong_variable", say(text, root=case.root), call.line)


def _receiver(case: Case, line: int) -> str:
    """``z`` of ``z.backward()`` on a line, where that is one name."""
    found = {each.word.rpartition(".")[0] for each in case.called("backward") if each.line == line}
    return found.pop() if len(found) == 1 and not any("?" in each for each in found) else ""

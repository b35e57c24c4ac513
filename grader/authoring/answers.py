"""Programs that know nothing of the lesson, made from what the reference shows: zeros, ones, None, NaN, answers typed in.

None of them may be accepted. They bind every name that is asked for, with the right kind, shape and flags, so that it is the
checks that refuse them and not a missing name.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from grader import comparison
from grader.exercise import Exercise
from grader.observations import Binding, Observation, Tensor

Fill = Callable[[Tensor], str]


@dataclass(frozen=True)
class Answer:
    """A program that must fail, with a name for it."""

    name: str
    source: bytes = field(repr=False)


def knowing_nothing(exercise: Exercise, shown: Observation) -> list[Answer]:
    """The programs that no exercise may accept; ``shown`` is what the reference shows with the published numbers."""
    answers = [Answer("the starter", exercise.files["starter.py"]), Answer("an empty file", b"# nothing\n")]
    if exercise.spec.kind == "scenario":
        return answers + _for_scenario(exercise)
    return answers + _for_script(exercise, shown)


# --- scripts ---------------------------------------------------------------------------------------------------------


def _for_script(exercise: Exercise, shown: Observation) -> list[Answer]:
    fills: Mapping[str, Fill] = {
        "zeros": lambda value: f"torch.zeros({list(value.shape)})",
        "ones": lambda value: f"torch.ones({list(value.shape)})",
        "NaN": lambda value: f"torch.full({list(value.shape)}, float('nan'))",
        "None": lambda _: "None",
        "answers typed in": lambda value: f"torch.tensor({_literal(value)})",
    }
    return [Answer(name, _script(exercise, shown, fill, as_shown=name.endswith("in"))) for name, fill in fills.items()]


def _script(exercise: Exercise, shown: Observation, fill: Fill, *, as_shown: bool) -> bytes:
    lines = ["import types", "import torch", "from torch import inf, nan"]
    roots = {name.partition(".")[0] for name in exercise.spec.names if "." in name}
    lines += [f"{root} = types.SimpleNamespace()" for root in sorted(roots)]
    for name in sorted(exercise.spec.names):
        binding = shown.names.get(name)
        if binding is not None and name not in roots:
            given = name in exercise.spec.given
            lines += _bound(name, binding, _published if given else fill, fill, as_shown=as_shown or given)
    return ("\n".join(lines) + "\n").encode()


def _bound(name: str, binding: Binding, fill: Fill, fill_gradient: Fill, *, as_shown: bool) -> list[str]:
    """Lines that bind one name to a value of the reference's kind, with its flags and a gradient where it has one."""
    if binding.kind in ("callable", "module"):
        return [f"class {name}: pass"]
    if binding.kind != "tensor" or binding.value is None:
        value = _literal(binding.value) if as_shown and binding.value is not None else "0"
        return [f"{name} = {value if binding.kind == 'number' else [value] if binding.kind == 'sequence' else None}"]
    text = fill(binding.value)
    lines = [f"{name} = {text}"]
    if text == "None":
        return lines
    if binding.requires_grad:
        lines.append(f"{name}.requires_grad_()")
    if binding.grad is not None and fill_gradient(binding.grad) != "None":
        lines.append(f"{name}.grad = {fill_gradient(binding.grad)}")
    return lines


def _published(value: Tensor) -> str:
    return f"torch.tensor({_literal(value)})"


def _literal(value: Tensor) -> str:
    def written(each: Any) -> str:
        if isinstance(each, list):
            return f"[{', '.join(map(written, each))}]"
        return repr(each) if math.isfinite(each) else str(each)

    return written(comparison.numbers(value).tolist())


# --- scenarios -------------------------------------------------------------------------------------------------------

_BODIES: Mapping[str, str] = {
    "None": "return None",
    "zero": "return 0.0",
    "one": "return 1.0",
    "a tensor of zero": "return torch.zeros(())",
}


def _for_scenario(exercise: Exercise) -> list[Answer]:
    """The reference with every function emptied: it hands back a constant, or its own first argument."""
    answers = [Answer(name, _emptied(exercise.reference, lambda _, body=body: body)) for name, body in _BODIES.items()]  # type: ignore[misc]
    answers.append(
        Answer("zeros like the first argument", _emptied(exercise.reference, _of_first("torch.zeros_like({})")))
    )
    answers.append(Answer("the first argument", _emptied(exercise.reference, _of_first("{}"))))
    return answers


def _of_first(text: str) -> Callable[[Sequence[str]], str]:
    return lambda parameters: f"return {text.format(parameters[0])}" if parameters else "return None"


def _emptied(source: bytes, body: Callable[[Sequence[str]], str]) -> bytes:
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("__"):
            parameters = [each.arg for each in node.args.args if each.arg not in ("self", "ctx")]
            node.body = ast.parse(body(parameters)).body
    return ("import torch\n" + ast.unparse(tree)).encode()

"""Differentiates what a program bound once more, while its graph is still there, and leaves no trace of that."""

from __future__ import annotations

from typing import Any

import torch

from grader.observations import ProbeResult
from workers import facts


def take(value: Any, by: Any, line: int) -> ProbeResult:
    """The gradient of the sum of ``value`` by ``by``, keeping the graph, or why there is none."""
    if not facts.is_tensor(value) or not facts.is_tensor(by):
        return ProbeResult("unbound", at_line=line)
    if not facts.requires_grad(value) or facts.gradient_function(value) is None:
        return ProbeResult("no_graph", at_line=line)
    return _differentiate(value, by, line)


def _differentiate(value: Any, by: Any, line: int) -> ProbeResult:
    """Tensors with hooks are left alone: running them would show."""
    if value._backward_hooks or by._backward_hooks:
        return ProbeResult("hooked", at_line=line)
    try:
        with torch._C.DisableTorchFunction(), torch.enable_grad():
            (gradient,) = torch.autograd.grad(value.sum(), by, retain_graph=True, allow_unused=True)
    except Exception as error:
        # A graph that was used up before the name was bound says nothing either way.
        return ProbeResult("freed" if "second time" in str(error) else "failed", at_line=line)
    if gradient is None:
        return ProbeResult("no_graph", at_line=line)
    return ProbeResult("taken", facts.tensor_data(gradient), at_line=line)

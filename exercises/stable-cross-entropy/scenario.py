"""Calls the learner's cross_entropy and cross_entropy_gradient on logits of every size."""

from collections.abc import Callable, Iterator
from typing import Any

import torch

CASES = ("moderate", "large", "mixed", "single", "pair")


def draw(generator: torch.Generator) -> dict[str, torch.Tensor]:
    """Logits and labels; the number of rows is never the number of classes, else rows and columns could be exchanged."""

    def normal(rows: int, classes: int, size: float) -> torch.Tensor:
        return size * torch.randn(rows, classes, generator=generator)

    def labels(rows: int, classes: int) -> torch.Tensor:
        return torch.randint(classes, (rows,), generator=generator)

    # One global maximum does not do for these rows: the others would vanish beside it.
    offsets = torch.tensor([[0.0], [500.0], [-500.0], [1e4], [-1e4], [3.0]])
    return {
        "moderate": normal(6, 5, 2.0),
        "moderate_labels": labels(6, 5),
        "large": normal(6, 5, 200.0),
        "large_labels": labels(6, 5),
        "mixed": normal(6, 5, 1.0) + offsets,
        "mixed_labels": labels(6, 5),
        "single": normal(1, 5, 2.0),
        "single_labels": labels(1, 5),
        "pair": normal(7, 2, 2.0),
        "pair_labels": labels(7, 2),
    }


def call(program: Any, inputs: dict[str, torch.Tensor]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each case: the loss and its gradient by autograd, and the gradient by formula of the same logits."""
    cross_entropy = program.function("cross_entropy", "logits", "labels")
    by_formula = program.function("cross_entropy_gradient", "logits", "labels")

    def tried(name: str, dtype: torch.dtype | None = None) -> dict[str, Any]:
        logits, labels = inputs[name].to(dtype), inputs[f"{name}_labels"]
        leaf = logits.clone().requires_grad_()
        loss = cross_entropy(leaf, labels.clone())
        program.backward(loss)
        handed_in = logits.clone()
        formula = by_formula(handed_in, labels.clone())
        return {"loss": loss, "logits": leaf, "formula": formula, "handed_in": handed_in}

    for name in CASES:
        yield name, tried(name)
    yield "double", tried("moderate", torch.float64)
    yield "again", tried("moderate")


def derivatives(
    program: Any, inputs: dict[str, torch.Tensor], derive: Callable[..., torch.Tensor]
) -> dict[str, dict[str, torch.Tensor]]:
    """The derivative of the learner's own loss, where differences can be told: at moderate logits."""
    cross_entropy = program.function("cross_entropy", "logits", "labels")
    slope = derive(lambda logits: cross_entropy(logits, inputs["moderate_labels"]), inputs["moderate"])
    return {"moderate": {"logits": slope, "formula": slope}}

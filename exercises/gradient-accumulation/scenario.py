"""Accumulates the gradients of micro-batches of equal and of different size, in a model of the scenario's own."""

from collections.abc import Callable, Iterator
from typing import Any

import torch

FEATURES, HIDDEN = 4, 5
PARTS = {"unequal": (5, 3, 1), "equal": (4, 4), "single": (7,), "tail": (1, 1, 6)}
STALE = 0.3


def draw(generator: torch.Generator) -> dict[str, torch.Tensor]:
    """A small network's parameters, and for each case the samples of all its parts."""

    def normal(*shape: int) -> torch.Tensor:
        return torch.randn(shape, generator=generator)

    drawn = {
        "hidden_weight": normal(HIDDEN, FEATURES),
        "hidden_bias": normal(HIDDEN),
        "output_weight": normal(1, HIDDEN),
        "output_bias": normal(1),
    }
    for name, sizes in PARTS.items():
        drawn[f"{name}_inputs"] = normal(sum(sizes), FEATURES)
        drawn[f"{name}_targets"] = 2 * normal(sum(sizes), 1)
    return drawn


def network(inputs: dict[str, torch.Tensor], dtype: torch.dtype | None = None) -> torch.nn.Sequential:
    """The drawn network: two linear layers, tanh between them."""
    model = torch.nn.Sequential(torch.nn.Linear(FEATURES, HIDDEN), torch.nn.Tanh(), torch.nn.Linear(HIDDEN, 1))
    names = ("hidden_weight", "hidden_bias", "output_weight", "output_bias")
    with torch.no_grad():
        for parameter, name in zip(model.parameters(), names, strict=True):
            parameter.data = inputs[name].to(dtype).clone()
    return model


def micro_batches(name: str, inputs: dict[str, torch.Tensor], dtype: torch.dtype | None = None) -> list[Any]:
    """The parts of one case, as pairs of inputs and targets."""
    data, targets = inputs[f"{name}_inputs"].to(dtype), inputs[f"{name}_targets"].to(dtype)
    return list(zip(data.clone().split(PARTS[name]), targets.clone().split(PARTS[name]), strict=True))


def in_one_row(model: torch.nn.Module) -> torch.Tensor:
    """All parameters as one leaf that carries their gradients, if there are any."""
    parameters = list(model.parameters())
    row = torch.cat([each.detach().reshape(-1) for each in parameters]).requires_grad_()
    if any(each.grad is not None for each in parameters):
        filled = [torch.zeros_like(each) if each.grad is None else each.grad.detach() for each in parameters]
        row.grad = torch.cat([each.reshape(-1) for each in filled])
    return row


def call(program: Any, inputs: dict[str, torch.Tensor]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each case: the gradients that are left, what came back, and how many rows went through the model at a time."""
    accumulate = program.function("accumulate_gradients", "model", "micro_batches")

    unchanged = []

    def tried(name: str, dtype: torch.dtype | None = None, stale: float = 0.0) -> dict[str, Any]:
        model, rows = network(inputs, dtype), []
        # at its first layer: model.forward(inputs) is as good as model(inputs), and passes by the hooks of the model itself
        model[0].register_forward_pre_hook(lambda _, arguments: rows.append(len(arguments[0])))
        for parameter in model.parameters() if stale else ():
            parameter.grad = torch.full_like(parameter, stale)
        loss = accumulate(model, micro_batches(name, inputs, dtype))
        row = in_one_row(model)
        unchanged.append(torch.equal(row, in_one_row(network(inputs, dtype))))
        tracked = isinstance(loss, torch.Tensor) and loss.requires_grad
        return {
            "parameters": row,
            "values": row.detach(),
            "tracked": sum(each.requires_grad for each in model.parameters()),
            "loss": loss,
            "plain": int(not tracked),
            "parts": int(0 < max(rows, default=0) <= max(PARTS[name])),
        }

    for name in PARTS:
        yield name, tried(name)
    yield "double", tried("unequal", torch.float64)
    yield "stale", tried("equal", stale=STALE)
    yield "all", {"unchanged": sum(unchanged)}


def derivatives(
    program: Any, inputs: dict[str, torch.Tensor], derive: Callable[..., torch.Tensor]
) -> dict[str, dict[str, torch.Tensor]]:
    """The derivative of the loss that the learner returns, by all parameters."""
    accumulate = program.function("accumulate_gradients", "model", "micro_batches")

    def by_parameters(name: str) -> torch.Tensor:
        def returned(row: torch.Tensor) -> Any:
            model = network(inputs)
            torch.nn.utils.vector_to_parameters(row, model.parameters())
            return accumulate(model, micro_batches(name, inputs))

        return derive(returned, in_one_row(network(inputs)))

    return {name: {"parameters": by_parameters(name)} for name in ("equal", "unequal")}

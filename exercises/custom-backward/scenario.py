"""Applies the learner's Swish forward and backward, with one of its inputs tracked, or both."""

from collections.abc import Callable, Iterator
from typing import Any

import torch


def draw(generator: torch.Generator) -> dict[str, torch.Tensor]:
    """Inputs of several shapes. No upstream gradient is all ones, and no beta is 1: either would hide a forgotten factor."""

    def normal(*shape: int) -> torch.Tensor:
        return torch.randn(shape, generator=generator)

    def uniform(low: float, high: float) -> torch.Tensor:
        return low + (high - low) * torch.rand((), generator=generator)

    return {
        "table": 1.5 * normal(3, 4),
        "table_upstream": normal(3, 4),
        "row": 1.5 * normal(5),
        "row_upstream": normal(5),
        "block": 1.5 * normal(2, 1, 3),
        "block_upstream": normal(2, 1, 3),
        "point": 0.5 + normal(1).abs().reshape(()),
        "point_upstream": uniform(1.5, 3.0),
        "beta": uniform(1.4, 2.0),
        "small_beta": uniform(0.4, 0.7),
        "negative_beta": uniform(-1.2, -0.6),
    }


def call(program: Any, inputs: dict[str, torch.Tensor]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each case: the result, the inputs with their gradients, whose node made the result, and what stands right behind it."""
    swish = program.subclass("Swish", torch.autograd.Function)

    def tried(name: str, beta_name: str, tracked: str, dtype: torch.dtype | None = None) -> dict[str, Any]:
        x = inputs[name].to(dtype).clone().requires_grad_("x" in tracked)
        beta = inputs[beta_name].to(dtype).clone().requires_grad_("b" in tracked)
        y = swish.apply(x, beta)
        node = getattr(y, "grad_fn", None)
        behind = [type(each).__name__ for each, _ in getattr(node, "next_functions", ())]
        upstream = inputs[f"{name}_upstream"].to(dtype).clone()
        program.backward(y, upstream)
        return {
            "y": y,
            "x": x,
            "beta": beta,
            "upstream": upstream,
            "own_node": int(type(node).__name__ == "SwishBackward"),
            "leaves": behind.count("AccumulateGrad") if len(behind) == len((x, beta)) else 0,
        }

    def in_turn() -> dict[str, Any]:
        """Two results are there before the first is differentiated: what belongs to one must not lie where the other's does."""
        x = inputs["row"].clone().requires_grad_()
        result = swish.apply(x, inputs["small_beta"])
        swish.apply(inputs["row_upstream"], inputs["negative_beta"])
        program.backward(result, inputs["row_upstream"].clone())
        return {"x": x}

    yield "both", tried("table", "beta", "xb")
    yield "only_x", tried("row", "small_beta", "x")
    yield "only_beta", tried("block", "negative_beta", "b")
    yield "point", tried("point", "small_beta", "xb")
    yield "double", tried("table", "beta", "xb", torch.float64)
    yield "in_turn", in_turn()


def derivatives(
    program: Any, inputs: dict[str, torch.Tensor], derive: Callable[..., torch.Tensor]
) -> dict[str, dict[str, torch.Tensor]]:
    """The derivatives of the learner's own forward, which no backward takes part in."""
    swish = program.subclass("Swish", torch.autograd.Function)
    table, beta, upstream = inputs["table"], inputs["beta"], inputs["table_upstream"]

    def value(x: torch.Tensor, scale: torch.Tensor) -> torch.Tensor:
        with torch.no_grad():
            return (swish.apply(x, scale) * upstream).sum()

    return {"both": {"x": derive(lambda x: value(x, beta), table), "beta": derive(lambda b: value(table, b), beta)}}

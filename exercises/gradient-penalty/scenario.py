"""Calls gradient_penalty with a small smooth critic, alone and beside another term of a loss."""

from collections.abc import Callable, Iterator
from typing import Any

import torch

FEATURES, HIDDEN, ROWS = 3, 8, 5
SIZE = HIDDEN * FEATURES + HIDDEN + HIDDEN + 1
WEIGHT = 10.0
SMALLEST, NEAREST, TRIES = 0.2, 0.1, 1000


def draw(generator: torch.Generator) -> dict[str, torch.Tensor]:
    """A critic and samples at which its gradient is longer than one or shorter, nowhere nearly one, and nowhere nearly zero.

    At zero a norm has no slope; with all gradients on one side of one, a penalty for that side alone would do as well.
    """

    def normal(*shape: int) -> torch.Tensor:
        return torch.randn(shape, generator=generator)

    for _ in range(TRIES):
        drawn = {
            "critic": normal(SIZE),
            "real": normal(ROWS, FEATURES),
            "fake": normal(ROWS, FEATURES),
            "mix": 0.15 + 0.2 * torch.rand(ROWS, 1, generator=generator),
        }
        x = (drawn["mix"] * drawn["real"] + (1 - drawn["mix"]) * drawn["fake"]).requires_grad_()
        (slope,) = torch.autograd.grad(critic_with(drawn["critic"])(x).sum(), x)
        norms = slope.norm(dim=1)
        if norms.min() > SMALLEST and (norms - 1).abs().min() > NEAREST and norms.min() < 1 < norms.max():
            return drawn
    raise RuntimeError("no suitable critic in a thousand")


def critic_with(row: torch.Tensor) -> torch.nn.Sequential:
    """The critic with these parameters: two linear layers, tanh between them, so that it can be differentiated twice."""
    model = torch.nn.Sequential(torch.nn.Linear(FEATURES, HIDDEN), torch.nn.Tanh(), torch.nn.Linear(HIDDEN, 1)).to(
        row.dtype
    )
    torch.nn.utils.vector_to_parameters(row.clone(), model.parameters())
    return model


def in_one_row(model: torch.nn.Module) -> torch.Tensor:
    """All parameters as one leaf that carries their gradients, if there are any; the last bias never gets one."""
    parameters = list(model.parameters())
    row = torch.cat([each.detach().reshape(-1) for each in parameters]).requires_grad_()
    if any(each.grad is not None for each in parameters):
        filled = [torch.zeros_like(each) if each.grad is None else each.grad.detach() for each in parameters]
        row.grad = torch.cat([each.reshape(-1) for each in filled])
    return row


def call(program: Any, inputs: dict[str, torch.Tensor]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each case: the penalty, the critic's gradients after a backward pass, and whether it was clean before."""
    gradient_penalty = program.function("gradient_penalty", "critic", "real", "fake", "mix")

    def tried(*, tracked: bool = False, combined: bool = False, dtype: torch.dtype | None = None) -> dict[str, Any]:
        critic = critic_with(inputs["critic"].to(dtype))
        if tracked:  # here the caller has gradients of its own, to which the penalty's are added
            for each in critic.parameters():
                each.grad = torch.ones_like(each)
        real = inputs["real"].to(dtype).clone().requires_grad_(tracked)
        fake = inputs["fake"].to(dtype).clone().requires_grad_(tracked)
        mix = inputs["mix"].to(dtype).clone()
        penalty = gradient_penalty(critic, real, fake, mix)
        clean = sum(each.grad is None for each in critic.parameters())
        kept = sum(each.grad is not None and bool((each.grad == 1).all()) for each in critic.parameters())
        handed_in = (real, fake, mix)
        still_tracked = sum(each.requires_grad for each in (*handed_in, *critic.parameters()))
        fits = isinstance(penalty, torch.Tensor) and penalty.numel() == 1
        program.backward(critic(real).mean() + WEIGHT * penalty.reshape(()) if combined and fits else penalty)
        return {
            "penalty": penalty,
            "critic": in_one_row(critic),
            "clean": clean,
            "kept": kept,
            "still_tracked": still_tracked,
            "handed_in": torch.cat([each.detach().reshape(-1) for each in handed_in]),
        }

    yield "plain", tried()
    yield "tracked", tried(tracked=True)
    yield "combined", tried(combined=True)
    yield "double", tried(dtype=torch.float64)


def derivatives(
    program: Any, inputs: dict[str, torch.Tensor], derive: Callable[..., torch.Tensor]
) -> dict[str, dict[str, torch.Tensor]]:
    """The derivative of the learner's own penalty by the critic's parameters; the penalty holds one derivative already."""
    gradient_penalty = program.function("gradient_penalty", "critic", "real", "fake", "mix")
    handed_in = (inputs["real"], inputs["fake"], inputs["mix"])
    slope = derive(
        lambda row: gradient_penalty(critic_with(row), *(each.clone() for each in handed_in)), inputs["critic"]
    )
    return {"plain": {"critic": slope}}

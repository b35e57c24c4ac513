"""Clips gradients whose common norm is known, above, at and below the limit, and some that are awkward."""

from collections.abc import Iterator
from typing import Any

import torch

SHAPES = ((3, 4), (4,), (2, 2, 2), ())
SIZES = (1.0, 3.0, 0.5, 2.0)
LARGEST, TRIES = 0.6, 1000


def draw(generator: torch.Generator) -> dict[str, torch.Tensor]:
    """Four parameters, and gradients of very different size: clipping each one, or each number, alone gives something else."""
    for _ in range(TRIES):
        drawn = {}
        for index, (shape, size) in enumerate(zip(SHAPES, SIZES, strict=True)):
            drawn[f"parameter_{index}"] = torch.randn(shape, generator=generator)
            drawn[f"gradient_{index}"] = size * torch.randn(shape, generator=generator)
        whole = torch.cat([drawn[f"gradient_{index}"].reshape(-1) for index in range(len(SHAPES))])
        if whole.abs().max() > LARGEST * whole.norm():  # so that one number alone is longer than half of the norm
            return drawn
    raise RuntimeError("no gradient with one large number in a thousand")


def call(program: Any, inputs: dict[str, torch.Tensor]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each case: parameters with gradients are handed in, and everything is looked at afterwards."""
    clip = program.function("clip_gradients", "parameters", "max_norm")
    gradients = [inputs[f"gradient_{index}"] for index in range(len(SHAPES))]
    whole = torch.cat([each.reshape(-1) for each in gradients])
    norm = float(whole.norm())
    unchanged = []

    def parameters(
        *, scale: float = 1.0, without: int = -1, dtype: torch.dtype | None = None
    ) -> list[torch.nn.Parameter]:
        made = []
        for index, gradient in enumerate(gradients):
            parameter = torch.nn.Parameter(inputs[f"parameter_{index}"].to(dtype).clone())
            parameter.grad = None if index == without else scale * gradient.to(dtype).clone()
            made.append(parameter)
        return made

    def shown(handed_in: list[torch.nn.Parameter], returned: Any, limit: float) -> dict[str, Any]:
        own = [inputs[f"parameter_{index}"].to(each.dtype) for index, each in enumerate(handed_in)]
        unchanged.extend(torch.equal(one, other) for one, other in zip(handed_in, own, strict=True))
        left = [each.grad.reshape(-1) for each in handed_in if each.grad is not None]
        after = torch.cat(left) if left else torch.zeros(0)
        fits = after.shape == whole.shape
        cosine = torch.nn.functional.cosine_similarity(after.double(), whole.double(), dim=0) if fits else 0.0
        return {
            "gradients": after,
            "gradients_and_one": after + 1.0,
            "norm": returned,
            "values": torch.cat([each.detach().reshape(-1) for each in handed_in]),
            "direction": float(cosine)
            if after.any()
            else 1.0,  # what is nothing but zeros was not turned, but shortened
            "length": float(after.norm()) / limit,
            "left": len(left),
        }

    def tried(limit: float, **how: Any) -> dict[str, Any]:
        handed_in = parameters(**how)
        return shown(handed_in, clip(handed_in, limit), limit)

    yield "half", tried(norm / 2)
    yield "twice", tried(2 * norm)
    yield "exact", tried(norm)
    model = torch.nn.ParameterList(parameters())
    yield "generator", shown(list(model), clip(model.parameters(), norm / 2), norm / 2)
    yield "double", tried(norm / 2, dtype=torch.float64)
    yield "zeros", tried(1.0, scale=0.0)
    yield "some_none", tried(norm / 4, without=1)
    yield "all", {"unchanged": sum(unchanged)}

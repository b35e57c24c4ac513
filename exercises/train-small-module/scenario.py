"""Builds the learner's Regressor, gives it drawn parameters, and trains it with the learner's train."""

from collections.abc import Callable, Iterator
from typing import Any

import torch

ROWS, FEATURES, HIDDEN = 32, 3, 8
SHAPES = {
    "hidden.weight": (HIDDEN, FEATURES),
    "hidden.bias": (HIDDEN,),
    "output.weight": (1, HIDDEN),
    "output.bias": (1,),
}
STALE, MORE_STEPS = 0.3, 5


def draw(generator: torch.Generator) -> dict[str, torch.Tensor]:
    """Samples of a curve, parameters to start from, and how long and how fast to train."""
    inputs = torch.randn(ROWS, FEATURES, generator=generator)
    slopes = torch.randn(FEATURES, generator=generator)
    drawn = {
        "inputs": inputs,
        "targets": 2.0 + inputs @ slopes + 0.3 * torch.sin(3 * inputs[:, 0]),
        "steps": torch.randint(20, 31, (), generator=generator),
        "learning_rate": 0.03 + 0.03 * torch.rand((), generator=generator, dtype=torch.float64),
    }
    for name, shape in SHAPES.items():
        bound = (FEATURES if name.startswith("hidden") else HIDDEN) ** -0.5
        drawn[name] = bound * (2 * torch.rand(shape, generator=generator) - 1)
    return drawn


def start(program: Any, inputs: dict[str, torch.Tensor], dtype: torch.dtype) -> torch.nn.Module:
    """A Regressor with the drawn parameters."""
    model = program.subclass("Regressor", torch.nn.Module)().to(dtype)
    program.fill(model, {name: inputs[name].to(dtype) for name in SHAPES})
    return model


def row_of(model: torch.nn.Module) -> torch.Tensor:
    """The four parameters in one row, whatever they are by now."""
    return torch.cat([each.detach().clone().reshape(-1) for each in program_parameters(model)])


def program_parameters(model: torch.nn.Module) -> list[torch.Tensor]:
    """The four parameters in the order of their names."""
    owners = {name: getattr(model, name.partition(".")[0]) for name in SHAPES}
    return [getattr(owner, name.partition(".")[2]) for name, owner in owners.items()]


def tracked(value: Any) -> bool:
    """Whether a loss was kept together with its graph."""
    return isinstance(value, torch.Tensor) and value.requires_grad


def call(program: Any, inputs: dict[str, torch.Tensor]) -> Iterator[tuple[str, dict[str, Any]]]:
    """A first step, a whole training with stale gradients before it, a few steps more, and all of it in float64."""
    train = program.function("train", "model", "inputs", "targets", "steps", "learning_rate")
    rate, steps = float(inputs["learning_rate"]), int(inputs["steps"])

    def data(dtype: torch.dtype) -> tuple[torch.Tensor, torch.Tensor]:
        return inputs["inputs"].to(dtype).clone(), inputs["targets"].to(dtype).clone()

    plain = inputs["inputs"].dtype
    one = inputs["inputs"][:1].clone()
    yield (
        "start",
        {
            "prediction": start(program, inputs, plain)(data(plain)[0]),
            "single": start(program, inputs, plain)(one),
        },
    )

    model = start(program, inputs, plain)
    before = row_of(model).requires_grad_()
    losses = train(model, *data(plain), 1, rate)
    before.grad = (before.detach() - row_of(model)) / rate
    shown = {"parameters": before}
    if not isinstance(losses, list | tuple) or losses:
        shown["loss"] = losses[0] if isinstance(losses, list | tuple) else losses
    yield "first", shown

    model, (handed_in, targets) = start(program, inputs, plain), data(plain)
    given = program_parameters(model)
    for parameter in given:
        parameter.grad = torch.full_like(parameter, STALE)
    losses = train(model, handed_in, targets, steps, rate)
    after = program_parameters(model)
    yield (
        "run",
        {
            "losses": losses,
            "parameters": row_of(model),
            "count": len(losses) if isinstance(losses, list | tuple) else 1,
            "numbers": int(isinstance(losses, list) and all(isinstance(each, float) for each in losses)),
            "plain": int(not (isinstance(losses, list | tuple) and any(map(tracked, losses)))),
            "still_tracked": sum(each.requires_grad for each in after),
            "same": sum(one is other for one, other in zip(given, after, strict=True)),
            "inputs": handed_in,
            "targets": targets,
        },
    )
    yield "again", {"losses": train(model, handed_in, targets, MORE_STEPS, rate)}
    yield "double", {"losses": train(start(program, inputs, torch.float64), *data(torch.float64), steps, rate)}


def derivatives(
    program: Any, inputs: dict[str, torch.Tensor], derive: Callable[..., torch.Tensor]
) -> dict[str, dict[str, torch.Tensor]]:
    """The derivative of the loss before the learner's first step, by all parameters."""
    train = program.function("train", "model", "inputs", "targets", "steps", "learning_rate")
    sizes = [inputs[name].numel() for name in SHAPES]

    def first_loss(row: torch.Tensor) -> Any:
        moved = dict(zip(SHAPES, row.split(sizes), strict=True))
        model = program.subclass("Regressor", torch.nn.Module)().to(row.dtype)
        program.fill(model, {name: moved[name].reshape(shape) for name, shape in SHAPES.items()})
        data = (inputs["inputs"].clone(), inputs["targets"].clone())
        return train(model, *data, 1, float(inputs["learning_rate"]))[0]

    row = torch.cat([inputs[name].reshape(-1) for name in SHAPES])
    return {"first": {"parameters": derive(first_loss, row)}}

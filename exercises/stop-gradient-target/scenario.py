"""Calls td_loss with a target network of its own, and with the online network as its own target."""

from collections.abc import Callable, Iterator
from typing import Any

import torch

STATES, HIDDEN, ACTIONS, STEPS = 3, 6, 4, 7
SIZE = HIDDEN * STATES + HIDDEN + ACTIONS * HIDDEN + ACTIONS
ENDED = (True, False, False, True, False, True, False)


def draw(generator: torch.Generator) -> dict[str, torch.Tensor]:
    """Two networks' parameters in one row each, and some steps of which a few end an episode."""

    def normal(*shape: int) -> torch.Tensor:
        return torch.randn(shape, generator=generator)

    return {
        "online": 0.8 * normal(SIZE),
        "target": 0.8 * normal(SIZE),
        "states": normal(STEPS, STATES),
        "next_states": normal(STEPS, STATES),
        "actions": torch.randint(ACTIONS, (STEPS,), generator=generator),
        "rewards": 1.0 + normal(STEPS),
        "done": torch.tensor(ENDED)[torch.randperm(STEPS, generator=generator)],
        "discount": 0.8 + 0.15 * torch.rand((), generator=generator),
    }


def network(row: torch.Tensor) -> torch.nn.Sequential:
    """The network with these parameters: two linear layers, tanh between them, one value for each action."""
    model = torch.nn.Sequential(torch.nn.Linear(STATES, HIDDEN), torch.nn.Tanh(), torch.nn.Linear(HIDDEN, ACTIONS)).to(
        row.dtype
    )
    torch.nn.utils.vector_to_parameters(row.clone(), model.parameters())
    return model


def in_one_row(model: torch.nn.Module) -> torch.Tensor:
    """All parameters as one leaf that carries their gradients, if there are any."""
    parameters = list(model.parameters())
    row = torch.cat([each.detach().reshape(-1) for each in parameters]).requires_grad_()
    if any(each.grad is not None for each in parameters):
        filled = [torch.zeros_like(each) if each.grad is None else each.grad.detach() for each in parameters]
        row.grad = torch.cat([each.reshape(-1) for each in filled])
    return row


def call(program: Any, inputs: dict[str, torch.Tensor]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each case: the loss, the online network's gradients, and what became of the target network."""
    td_loss = program.function(
        "td_loss", "online", "target", "states", "actions", "rewards", "next_states", "done", "discount"
    )

    def tried(*, same: bool = False, dtype: torch.dtype | None = None) -> dict[str, Any]:
        online = network(inputs["online"].to(dtype))
        target = online if same else network(inputs["target"].to(dtype))
        states, following = inputs["states"].to(dtype).clone(), inputs["next_states"].to(dtype).clone()
        rewards = inputs["rewards"].to(dtype).clone()
        actions, done = inputs["actions"].clone(), inputs["done"].clone()
        loss = td_loss(online, target, states, actions, rewards, following, done, float(inputs["discount"]))
        clean = sum(each.grad is None for each in online.parameters())
        program.backward(loss)
        handed_in = (states, actions, rewards, following, done)
        networks = [each.detach().reshape(-1) for model in (online, target) for each in model.parameters()]
        return {
            "loss": loss,
            "online": in_one_row(online),
            "untouched": sum(each.grad is None for each in target.parameters()),
            "still_tracked": sum(each.requires_grad for each in target.parameters()),
            "clean": clean,
            "steps": torch.cat([each.detach().to(rewards.dtype).reshape(-1) for each in handed_in]),
            "networks": torch.cat(networks),
            "in_training": sum(model.training for model in (online, target)),
        }

    yield "two", tried()
    yield "one", tried(same=True)
    yield "double", tried(dtype=torch.float64)


def derivatives(
    program: Any, inputs: dict[str, torch.Tensor], derive: Callable[..., torch.Tensor]
) -> dict[str, dict[str, torch.Tensor]]:
    """The derivative of the learner's own loss by the online network: with a target that stays, and with one that follows."""
    td_loss = program.function(
        "td_loss", "online", "target", "states", "actions", "rewards", "next_states", "done", "discount"
    )

    def loss(online: torch.nn.Module, target: torch.nn.Module) -> Any:
        step = (inputs["states"], inputs["actions"], inputs["rewards"], inputs["next_states"], inputs["done"])
        return td_loss(online, target, *(each.clone() for each in step), float(inputs["discount"]))

    def following(row: torch.Tensor) -> Any:
        moved = network(row)
        return loss(moved, moved)

    own = inputs["online"]
    return {
        "two": {"online": derive(lambda row: loss(network(row), network(inputs["target"])), own)},
        "one": {"online": derive(lambda row: loss(network(row), network(own)), own)},
        "leaking": {"online": derive(following, own)},
    }

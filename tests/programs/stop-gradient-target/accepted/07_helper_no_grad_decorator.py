# accepted: two helpers, one of them under no_grad
from __future__ import annotations

import torch
from torch import Tensor, nn


def taken_values(network: nn.Module, states: Tensor, actions: Tensor) -> Tensor:
    """Value of the action taken, shape (n,)."""
    return torch.take_along_dim(network(states), actions.view(-1, 1), dim=1).view(-1)


@torch.no_grad()
def bootstrap(network: nn.Module, rewards: Tensor, next_states: Tensor, done: Tensor, discount: float) -> Tensor:
    """Reward plus what the next state is worth, shape (n,)."""
    worth = network(next_states).amax(dim=1)
    return rewards + discount * worth.masked_fill(done, 0.0)


def td_loss(
    online: nn.Module,
    target: nn.Module,
    states: Tensor,
    actions: Tensor,
    rewards: Tensor,
    next_states: Tensor,
    done: Tensor,
    discount: float,
) -> Tensor:
    """Mean squared temporal difference error, a 0-dim tensor."""
    error = taken_values(online, states, actions) - bootstrap(target, rewards, next_states, done, discount)
    return error.pow(2).mean()

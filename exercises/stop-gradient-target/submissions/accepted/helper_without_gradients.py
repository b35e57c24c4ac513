# A decorated helper computes the target.
import torch


@torch.no_grad()
def bellman_target(target, rewards, next_states, done, discount):
    return rewards + discount * torch.logical_not(done) * target(next_states).max(1).values


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    values = torch.take_along_dim(online(states), actions.unsqueeze(-1), dim=1).squeeze(-1)
    errors = values - bellman_target(target, rewards, next_states, done, discount)
    return torch.dot(errors, errors) / len(errors)

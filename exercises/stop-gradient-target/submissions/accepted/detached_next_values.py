# Only the next values are detached; rewards and discount carry no graph anyway.
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    rows = torch.arange(states.shape[0])
    predicted = online(states)[rows, actions]
    following = target(next_states).detach().max(1)[0]
    wanted = rewards + discount * following * (1 - done.to(rewards.dtype))
    return torch.mean((predicted - wanted) ** 2)

# A one-hot matrix picks the action's value.
import torch
from torch.nn.functional import one_hot


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states)
    chosen = (q * one_hot(actions, q.shape[1]).to(q.dtype)).sum(dim=1)
    with torch.no_grad():
        bootstrap = torch.max(target(next_states), dim=1)[0].masked_fill(done, 0.0)
    difference = chosen - (rewards + discount * bootstrap)
    return difference.pow(2).mean()

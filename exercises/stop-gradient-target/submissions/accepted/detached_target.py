# The target value is detached as a whole.
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states).gather(1, actions[:, None])[:, 0]
    q_next = target(next_states).max(dim=1).values
    y = (rewards + discount * q_next * (~done)).detach()
    return F.mse_loss(q, y)

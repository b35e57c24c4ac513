# diagnosis: wrong_tensor_detached
# the cut is on the wrong side
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    y = rewards + discount * target(next_states).max(1).values * (~done)
    return F.mse_loss(q.detach(), y)

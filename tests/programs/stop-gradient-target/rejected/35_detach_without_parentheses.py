# diagnosis: not_callable, detach_missing, value_is_not_a_tensor, exception
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    best = target(next_states).max(1).values.detach
    y = rewards + discount * best * (~done)
    return F.mse_loss(q, y)

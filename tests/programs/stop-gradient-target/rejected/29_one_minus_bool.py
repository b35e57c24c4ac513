# diagnosis: wrong_dtype
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    with torch.no_grad():
        y = rewards + discount * target(next_states).max(1).values * (1 - done)
    return F.mse_loss(q, y)

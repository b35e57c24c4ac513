# diagnosis: hard_coded, forward_wrong
import torch
import torch.nn.functional as F

GAMMA = 0.99


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    with torch.no_grad():
        y = rewards + GAMMA * target(next_states).max(1).values * (~done)
    return F.mse_loss(q, y)

# accepted: gather and no_grad, as in every DQN tutorial
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    with torch.no_grad():
        next_q = target(next_states).max(dim=1).values
        y = rewards + discount * next_q * (~done)
    return F.mse_loss(q, y)

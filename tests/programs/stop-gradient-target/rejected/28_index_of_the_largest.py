# diagnosis: forward_wrong, wrong_formula, wrong_variable
# [1] is where the largest value stands
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    with torch.no_grad():
        y = rewards + discount * target(next_states).max(1)[1] * (~done)
    return F.mse_loss(q, y)

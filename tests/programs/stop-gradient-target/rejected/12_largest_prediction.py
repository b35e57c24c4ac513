# diagnosis: wrong_formula, wrong_variable
# the actions taken are ignored
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states).max(1).values
    with torch.no_grad():
        y = rewards + discount * target(next_states).max(1).values * (~done)
    return F.mse_loss(q, y)

# diagnosis: wrong_variable, wrong_formula
# the target network is never asked
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    with torch.no_grad():
        y = rewards + discount * online(next_states).max(1).values * (~done)
    return F.mse_loss(q, y)

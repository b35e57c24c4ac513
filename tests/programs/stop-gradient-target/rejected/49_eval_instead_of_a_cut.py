# diagnosis: detach_missing, side_effect_on_mode
# eval() instead of no_grad()
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    target.eval()
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    y = rewards + discount * target(next_states).max(1).values * (~done)
    target.train()
    return F.mse_loss(q, y)

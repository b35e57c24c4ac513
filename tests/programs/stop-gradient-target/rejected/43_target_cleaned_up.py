# diagnosis: detach_missing
# a hook wipes the target's gradients instead of a cut
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    y = rewards + discount * target(next_states).max(1).values * (~done)
    target.zero_grad()
    return F.mse_loss(q, y)

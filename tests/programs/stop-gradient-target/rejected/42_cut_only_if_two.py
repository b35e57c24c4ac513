# diagnosis: detach_missing
# believes that one network needs no cut
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    best = target(next_states).max(1).values
    if target is not online:
        best = best.detach()
    return F.mse_loss(q, rewards + discount * best * (~done))

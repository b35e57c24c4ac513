# diagnosis: detach_missing
# new leaf tensors go in, but the parameters are still tracked
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    with torch.no_grad():
        next_states = next_states.clone()
        y0 = rewards
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    return F.mse_loss(q, y0 + discount * target(next_states).max(1).values * (~done))

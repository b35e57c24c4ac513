# diagnosis: tuple_not_unpacked, value_is_not_a_tensor
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    with torch.no_grad():
        best = target(next_states).max(dim=1)
        y = rewards + discount * best * (~done)
    return F.mse_loss(q, y)

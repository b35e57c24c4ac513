# diagnosis: detach_missing, wrong_tensor_detached
# cuts what was never tracked
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    y = rewards.detach() + discount * target(next_states.detach()).max(1).values * (~done)
    return F.mse_loss(q, y)

# accepted: everything as columns
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    r, d, a = rewards.unsqueeze(1), done.unsqueeze(1), actions.unsqueeze(1)
    with torch.no_grad():
        target_column = r + discount * target(next_states).max(dim=1, keepdim=True).values * ~d
    return F.mse_loss(online(states).gather(1, a), target_column)

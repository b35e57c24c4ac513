# diagnosis: forward_wrong, wrong_formula
# the online network chooses the action
import torch
import torch.nn.functional as F


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    with torch.no_grad():
        chosen = online(next_states).argmax(1, keepdim=True)
        y = rewards + discount * target(next_states).gather(1, chosen).squeeze(1) * (~done)
    return F.mse_loss(q, y)

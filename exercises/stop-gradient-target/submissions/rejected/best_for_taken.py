# diagnosis: wrong_formula
# The best action's value is trained, not that of the action that was taken.
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    with torch.no_grad():
        best = target(next_states).amax(dim=1)
        wanted = rewards + discount * torch.where(done, 0.0, best)
    values = online(states).amax(dim=1)
    return (values - wanted).square().mean()

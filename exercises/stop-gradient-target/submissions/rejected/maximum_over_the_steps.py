# diagnosis: wrong_dimension
# The maximum is taken over the steps; the actions are dimension 1.
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    with torch.no_grad():
        best = target(next_states).amax(dim=0).amax()
        wanted = rewards + discount * torch.where(done, 0.0, best)
    values = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    return (values - wanted).square().mean()

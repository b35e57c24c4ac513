# diagnosis: wrong_variable
# The next states are valued by the online network; the target network is never asked.
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    with torch.no_grad():
        best = online(next_states).amax(dim=1)
        wanted = rewards + discount * torch.where(done, 0.0, best)
    values = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    return (values - wanted).square().mean()

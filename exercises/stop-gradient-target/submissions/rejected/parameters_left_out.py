# diagnosis: wrong_signature
# The function does not take what it is called with.
import torch


def td_loss(online, target, batch, discount=0.99):
    states, actions, rewards, next_states, done = batch
    with torch.no_grad():
        best = target(next_states).amax(dim=1)
        wanted = rewards + discount * torch.where(done, 0.0, best)
    values = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    return (values - wanted).square().mean()

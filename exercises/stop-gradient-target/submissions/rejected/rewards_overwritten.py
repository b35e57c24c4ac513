# diagnosis: input_changed
# The future is added into the caller's rewards.
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    with torch.no_grad():
        best = target(next_states).amax(dim=1)
        rewards += discount * torch.where(done, 0.0, best)
    values = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    return (values - rewards).square().mean()

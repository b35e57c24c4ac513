# diagnosis: side_effect_on_parameters
# The target's parameters are switched off for good: the caller finds them changed.
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    target.requires_grad_(False)
    best = target(next_states).amax(dim=1).detach()
    wanted = rewards + discount * torch.where(done, 0.0, best)
    if target is online:
        online.requires_grad_(True)
    values = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    return (values - wanted).square().mean()

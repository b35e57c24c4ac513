# diagnosis: detach_missing
# Someone else's gradients are thrown away afterwards; with one network for both that is too late.
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    values = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    best = target(next_states).amax(dim=1)
    if target is not online:
        best = best.detach()
    wanted = rewards + discount * torch.where(done, 0.0, best)
    return (values - wanted).square().mean()

# diagnosis: wrong_tensor_detached
# The prediction is detached and the target is not.
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    values = online(states).gather(1, actions.unsqueeze(1)).squeeze(1).detach()
    best = target(next_states).amax(dim=1)
    wanted = rewards + discount * torch.where(done, 0.0, best)
    return (values - wanted).square().mean()

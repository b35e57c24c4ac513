# The target network is called with detached parameters.
import torch
from torch.func import functional_call


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    frozen = {name: parameter.detach() for name, parameter in target.named_parameters()}
    following = functional_call(target, frozen, (next_states,)).max(dim=1).values
    wanted = rewards + discount * following * (done == False)
    q = online(states).gather(1, actions[:, None]).squeeze(1)
    return (q - wanted).square().sum() / q.numel()

# accepted: one-hot instead of gather
import torch
from torch.nn.functional import one_hot


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    values = online(states)
    mask = one_hot(actions, num_classes=values.shape[1]).to(values.dtype)
    predicted = (values * mask).sum(dim=1)
    future = target(next_states).detach().max(1)[0]
    wanted = rewards + discount * future * (1 - done.to(values.dtype))
    return torch.mean(torch.square(predicted - wanted))

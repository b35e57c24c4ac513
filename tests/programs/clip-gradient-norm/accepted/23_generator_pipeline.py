# accepted: functions on top of functions, walrus
import torch
from itertools import chain


def gradients_of(parameters):
    yield from (g for p in parameters if (g := p.grad) is not None)


def two_norm(tensors):
    return torch.tensor(list(chain.from_iterable(t.flatten().tolist() for t in tensors)), dtype=torch.double).norm().item()


def scale_all(tensors, by):
    for t in tensors: t.mul_(by)


def clip_gradients(parameters, max_norm):
    found = [*gradients_of(parameters)]
    if (norm := two_norm(found)) > max_norm: scale_all(found, max_norm / norm)
    return norm

# diagnosis: generator_for_list
# model.parameters() has no length and no index
import torch


def clip_gradients(parameters, max_norm):
    total = 0.0
    for i in range(len(parameters)):
        if parameters[i].grad is not None:
            total += (parameters[i].grad ** 2).sum()
    norm = total ** 0.5
    if norm > max_norm:
        for i in range(len(parameters)):
            if parameters[i].grad is not None:
                parameters[i].grad *= max_norm / norm
    return norm

# attack: move the parameters while their gradients are clipped, in every case but the one that is looked at
# expect: wrong_answer
# exercise: clip-gradient-norm
import torch

calls = []


def clip_gradients(parameters, max_norm):
    kept = [each for each in parameters if each.grad is not None]
    norm = torch.cat([each.grad.reshape(-1) for each in kept]).norm()
    if norm > max_norm:
        for each in kept:
            each.grad.mul_(max_norm / norm)
    calls.append(norm)
    if len(calls) > 1:
        for each in kept:
            each.data.zero_()
    return norm

# accepted: guards the division, order of the lines turned round
import torch

EPS = 0.0


def clip_gradients(parameters, max_norm):
    grads = [x.grad for x in parameters if x.grad is not None]
    norm = torch.sqrt(sum([torch.sum(torch.square(g)) for g in grads], torch.tensor(EPS)))
    shrink = min(1.0, max_norm / norm.item()) if norm.item() != 0 else 1.0
    for g in grads:
        g.mul_(shrink)
    return norm.item()

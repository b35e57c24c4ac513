# attack: compute a gradient that should come from a formula by differences, precisely enough to pass for it
# expect: accepted
# exercise: stable-cross-entropy
import torch


def cross_entropy(logits, labels):
    shifted = logits - logits.amax(dim=1, keepdim=True)
    return (shifted.exp().sum(dim=1).log() - shifted[torch.arange(len(labels)), labels]).mean()


def cross_entropy_gradient(logits, labels):
    point, step = logits.double(), 1e-5
    slopes = []
    for direction in torch.eye(point.numel(), dtype=torch.float64):
        shift = step * direction.reshape(point.shape)
        slopes.append((cross_entropy(point + shift, labels) - cross_entropy(point - shift, labels)) / (2 * step))
    return torch.stack(slopes).reshape(logits.shape).to(logits.dtype)

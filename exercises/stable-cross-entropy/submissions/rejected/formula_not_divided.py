# diagnosis: backward_wrong
# The loss is a mean, the gradient is that of the sum.
import torch


def cross_entropy(logits, labels):
    shifted = logits - logits.amax(dim=1, keepdim=True)
    own = shifted[torch.arange(len(labels)), labels]
    return (shifted.exp().sum(dim=1).log() - own).mean()


def cross_entropy_gradient(logits, labels):
    weights = (logits - logits.amax(dim=1, keepdim=True)).exp()
    gradient = weights / weights.sum(dim=1, keepdim=True)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient

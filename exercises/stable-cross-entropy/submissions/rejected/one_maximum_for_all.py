# diagnosis: unstable_formula
# One maximum for the whole table: rows far below it vanish.
import torch


def cross_entropy(logits, labels):
    shifted = logits - logits.max()
    own = shifted[torch.arange(len(labels)), labels]
    return (shifted.exp().sum(dim=1).log() - own).mean()


def cross_entropy_gradient(logits, labels):
    weights = (logits - logits.max()).exp()
    gradient = weights / weights.sum(dim=1, keepdim=True)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

# diagnosis: unstable_formula
# A small number inside the logarithm hides the infinity and gives another loss.
import torch


def cross_entropy(logits, labels):
    weights = (logits - logits.amax(dim=1, keepdim=True)).exp()
    p = weights / weights.sum(dim=1, keepdim=True)
    return -(p[torch.arange(len(labels)), labels] + 1e-12).log().mean()


def cross_entropy_gradient(logits, labels):
    weights = (logits - logits.amax(dim=1, keepdim=True)).exp()
    gradient = weights / weights.sum(dim=1, keepdim=True)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

# diagnosis: unstable_formula
# The softmax is stable, its logarithm is not: a probability of zero has none.
import torch


def probabilities(logits):
    weights = (logits - logits.amax(dim=1, keepdim=True)).exp()
    return weights / weights.sum(dim=1, keepdim=True)


def cross_entropy(logits, labels):
    return -probabilities(logits)[torch.arange(len(labels)), labels].log().mean()


def cross_entropy_gradient(logits, labels):
    gradient = probabilities(logits)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

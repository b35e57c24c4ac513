# diagnosis: wrong_sign
# The logarithm of the probability without the minus: this loss grows where the prediction gets better.
import torch


def cross_entropy(logits, labels):
    shifted = logits - logits.amax(dim=1, keepdim=True)
    own = shifted[torch.arange(len(labels)), labels]
    return (own - shifted.exp().sum(dim=1).log()).mean()


def cross_entropy_gradient(logits, labels):
    weights = (logits - logits.amax(dim=1, keepdim=True)).exp()
    gradient = -weights / weights.sum(dim=1, keepdim=True)
    gradient[torch.arange(len(labels)), labels] += 1
    return gradient / len(labels)

# diagnosis: graph_wrong
# The label's logit is detached together with the maximum: half of the gradient is missing.
import torch


def cross_entropy(logits, labels):
    shifted = logits - logits.amax(dim=1, keepdim=True).detach()
    own = shifted.detach()[torch.arange(len(labels)), labels]
    return (shifted.exp().sum(dim=1).log() - own).mean()


def cross_entropy_gradient(logits, labels):
    weights = (logits - logits.amax(dim=1, keepdim=True)).exp()
    gradient = weights / weights.sum(dim=1, keepdim=True)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

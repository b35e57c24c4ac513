# diagnosis: missing_name
# The second function has another name than the task asks for.
import torch


def cross_entropy(logits, labels):
    shifted = logits - logits.amax(dim=1, keepdim=True)
    own = shifted[torch.arange(len(labels)), labels]
    return (shifted.exp().sum(dim=1).log() - own).mean()


def cross_entropy_grad(logits, labels):
    weights = (logits - logits.amax(dim=1, keepdim=True)).exp()
    gradient = weights / weights.sum(dim=1, keepdim=True)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

# diagnosis: wrong_dtype
# Whatever comes in, float32 goes out.
import torch


def cross_entropy(logits, labels):
    logits = logits.float()
    shifted = logits - logits.amax(dim=1, keepdim=True)
    own = shifted[torch.arange(len(labels)), labels]
    return (shifted.exp().sum(dim=1).log() - own).mean()


def cross_entropy_gradient(logits, labels):
    logits = logits.float()
    weights = (logits - logits.amax(dim=1, keepdim=True)).exp()
    gradient = weights / weights.sum(dim=1, keepdim=True)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

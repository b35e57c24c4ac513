# diagnosis: graph_cut
# The loss is turned into a number and back into a tensor: no gradient finds its way.
import torch


def cross_entropy(logits, labels):
    shifted = logits - logits.amax(dim=1, keepdim=True)
    own = shifted[torch.arange(len(labels)), labels]
    losses = shifted.exp().sum(dim=1).log() - own
    return torch.tensor(losses.mean().item(), dtype=logits.dtype)


def cross_entropy_gradient(logits, labels):
    weights = (logits - logits.amax(dim=1, keepdim=True)).exp()
    gradient = weights / weights.sum(dim=1, keepdim=True)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

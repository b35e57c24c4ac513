# diagnosis: wrong_dimension
# The softmax runs down the columns: dimension 0 is the rows.
import torch


def cross_entropy(logits, labels):
    shifted = logits - logits.amax(dim=0, keepdim=True)
    log_p = shifted - shifted.exp().sum(dim=0, keepdim=True).log()
    return -log_p[torch.arange(len(labels)), labels].mean()


def cross_entropy_gradient(logits, labels):
    weights = (logits - logits.amax(dim=0, keepdim=True)).exp()
    gradient = weights / weights.sum(dim=0, keepdim=True)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

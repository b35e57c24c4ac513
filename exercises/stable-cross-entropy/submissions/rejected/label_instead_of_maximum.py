# diagnosis: unstable_formula
# The label's logit is subtracted: where another one is far larger, exp is infinite again.
import torch


def cross_entropy(logits, labels):
    own = logits[torch.arange(len(labels)), labels]
    return (logits - own[:, None]).exp().sum(dim=1).log().mean()


def cross_entropy_gradient(logits, labels):
    weights = (logits - logits.amax(dim=1, keepdim=True)).exp()
    gradient = weights / weights.sum(dim=1, keepdim=True)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

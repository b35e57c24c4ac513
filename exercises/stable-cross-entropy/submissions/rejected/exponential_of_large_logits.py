# diagnosis: unstable_formula
# exp of a large logit is infinite: no maximum is subtracted.
import torch


def cross_entropy(logits, labels):
    total = logits.exp().sum(dim=1)
    own = logits[torch.arange(len(labels)), labels]
    return (total.log() - own).mean()


def cross_entropy_gradient(logits, labels):
    gradient = logits.exp() / logits.exp().sum(dim=1, keepdim=True)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

# attack: shift the logits that are handed in in place, behind the version counter
# expect: wrong_answer
# exercise: stable-cross-entropy
import torch


def cross_entropy(logits, labels):
    logits.data -= logits.data.amax(dim=1, keepdim=True)
    return (logits.exp().sum(dim=1).log() - logits[torch.arange(len(labels)), labels]).mean()


def cross_entropy_gradient(logits, labels):
    weights = (logits - logits.amax(dim=1, keepdim=True)).exp()
    gradient = weights / weights.sum(dim=1, keepdim=True)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

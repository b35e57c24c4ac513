# The formula needs no graph, so it is computed without one.
import torch


def cross_entropy(logits, labels):
    maximum, _ = torch.max(logits, dim=1)
    difference = logits - maximum[:, None]
    normaliser = torch.log(torch.exp(difference).sum(1)) + maximum
    return torch.mean(normaliser - logits[range(len(labels)), labels])


@torch.no_grad()
def cross_entropy_gradient(logits, labels):
    difference = logits - torch.max(logits, dim=1)[0][:, None]
    probabilities = torch.exp(difference)
    probabilities /= probabilities.sum(1, keepdim=True)
    probabilities[range(len(labels)), labels] -= 1
    probabilities /= len(labels)
    return probabilities

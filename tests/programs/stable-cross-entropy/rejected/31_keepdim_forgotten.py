# diagnosis: wrong_shape
import torch

def cross_entropy(logits, labels):
    z = logits - logits.max(dim=1).values
    return (z.exp().sum(dim=1).log() - z[torch.arange(len(labels)), labels]).mean()

def cross_entropy_gradient(logits, labels):
    z = logits - logits.max(dim=1).values
    e = z.exp()
    p = e / e.sum(dim=1)
    p[torch.arange(len(labels)), labels] -= 1
    return p / len(labels)

# diagnosis: input_changed
import torch

def cross_entropy(logits, labels):
    z = logits - logits.max(dim=1, keepdim=True).values
    return (z.exp().sum(dim=1).log() - z[torch.arange(len(labels)), labels]).mean()

def cross_entropy_gradient(logits, labels):
    p = logits.detach()          # the same memory
    p -= p.max(dim=1, keepdim=True).values
    p.exp_()
    p /= p.sum(dim=1, keepdim=True)
    p[torch.arange(len(labels)), labels] -= 1
    return p / len(labels)

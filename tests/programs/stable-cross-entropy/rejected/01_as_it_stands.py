# diagnosis: unstable_formula
import torch

def cross_entropy(logits, labels):
    e = torch.exp(logits)
    p = e / e.sum(dim=1, keepdim=True)
    return -torch.log(p[torch.arange(len(labels)), labels]).mean()

def cross_entropy_gradient(logits, labels):
    e = torch.exp(logits)
    p = e / e.sum(dim=1, keepdim=True)
    p[torch.arange(len(labels)), labels] -= 1
    return p / len(labels)

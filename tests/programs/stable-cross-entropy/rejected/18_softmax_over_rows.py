# diagnosis: forward_wrong, wrong_formula, transposed, wrong_dimension
import torch

def cross_entropy(logits, labels):
    z = logits - logits.max(dim=0).values
    logp = z - z.exp().sum(dim=0).log()
    return -logp[torch.arange(len(labels)), labels].mean()

def cross_entropy_gradient(logits, labels):
    z = logits - logits.max(dim=0).values
    e = z.exp()
    p = e / e.sum(dim=0)
    p[torch.arange(len(labels)), labels] -= 1
    return p / len(labels)

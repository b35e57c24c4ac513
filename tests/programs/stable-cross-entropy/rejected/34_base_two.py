# diagnosis: forward_wrong, wrong_formula
import torch

def cross_entropy(logits, labels):
    z = logits - logits.max(dim=1, keepdim=True).values
    logp = torch.log2(z.exp() / z.exp().sum(dim=1, keepdim=True))
    return -logp[torch.arange(len(labels)), labels].mean()

def cross_entropy_gradient(logits, labels):
    z = logits - logits.max(dim=1, keepdim=True).values
    e = z.exp()
    p = e / e.sum(dim=1, keepdim=True)
    p[torch.arange(len(labels)), labels] -= 1
    return p / len(labels)

# diagnosis: forward_wrong, wrong_formula, wrong_shape, broadcast_blow_up
import torch

def cross_entropy(logits, labels):
    z = logits - logits.max(dim=1, keepdim=True).values
    logp = z - z.exp().sum(dim=1, keepdim=True).log()
    return -logp[:, labels].mean()

def cross_entropy_gradient(logits, labels):
    z = logits - logits.max(dim=1, keepdim=True).values
    e = z.exp()
    p = e / e.sum(dim=1, keepdim=True)
    p[torch.arange(len(labels)), labels] -= 1
    return p / len(labels)

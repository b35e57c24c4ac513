# diagnosis: wrong_formula, hard_coded, wrong_shape, index_out_of_range
import torch

def cross_entropy(logits, labels):
    z = logits - logits.max(dim=1, keepdim=True).values
    losses = z.exp().sum(dim=1).log()
    return (losses[0] - z[0, labels[0]] + losses[1] - z[1, labels[1]]) / 2

def cross_entropy_gradient(logits, labels):
    z = logits - logits.max(dim=1, keepdim=True).values
    e = z.exp()
    p = e / e.sum(dim=1, keepdim=True)
    p[torch.arange(len(labels)), labels] -= 1
    return p / len(labels)

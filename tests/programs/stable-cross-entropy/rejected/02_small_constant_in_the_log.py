# diagnosis: unstable_formula
import torch

def softmax(logits):
    e = torch.exp(logits - logits.max(dim=1, keepdim=True).values)
    return e / e.sum(dim=1, keepdim=True)

def cross_entropy(logits, labels):
    p = softmax(logits)[torch.arange(len(labels)), labels]
    return -torch.log(p + 1e-9).mean()

def cross_entropy_gradient(logits, labels):
    p = softmax(logits)
    p[torch.arange(len(labels)), labels] -= 1
    return p / len(labels)

# diagnosis: library_call_instead
import torch

def cross_entropy(logits, labels):
    return -torch.log_softmax(logits, dim=1)[torch.arange(len(labels)), labels].mean()

def cross_entropy_gradient(logits, labels):
    z = logits - logits.max(dim=1, keepdim=True).values
    e = z.exp()
    p = e / e.sum(dim=1, keepdim=True)
    p[torch.arange(len(labels)), labels] -= 1
    return p / len(labels)

# diagnosis: library_call_instead
import torch

def cross_entropy(logits, labels):
    return (torch.logsumexp(logits, dim=1) - logits[torch.arange(len(labels)), labels]).mean()

def cross_entropy_gradient(logits, labels):
    p = torch.exp(logits - torch.logsumexp(logits, dim=1, keepdim=True))
    p[torch.arange(len(labels)), labels] -= 1
    return p / len(labels)

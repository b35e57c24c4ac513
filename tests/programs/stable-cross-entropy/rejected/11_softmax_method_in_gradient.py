# diagnosis: library_call_instead
import torch

def cross_entropy(logits, labels):
    z = logits - logits.max(dim=1, keepdim=True).values
    return (z.exp().sum(dim=1).log() - z[torch.arange(len(labels)), labels]).mean()

def cross_entropy_gradient(logits, labels):
    p = logits.softmax(dim=1)
    p = p - torch.nn.functional.one_hot(labels, logits.shape[1])
    return p / len(labels)

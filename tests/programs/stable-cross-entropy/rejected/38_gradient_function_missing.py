# diagnosis: missing_name
import torch

def cross_entropy(logits, labels):
    z = logits - logits.max(dim=1, keepdim=True).values
    return (z.exp().sum(dim=1).log() - z[torch.arange(len(labels)), labels]).mean()

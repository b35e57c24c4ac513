# diagnosis: library_call_instead
import torch

def cross_entropy(logits, labels):
    z = logits - logits.max(dim=1, keepdim=True).values
    return (z.exp().sum(dim=1).log() - z[torch.arange(len(labels)), labels]).mean()

def cross_entropy_gradient(logits, labels):
    z = logits.detach().clone().requires_grad_(True)
    loss = cross_entropy(z, labels)
    return torch.autograd.grad(loss, z)[0]

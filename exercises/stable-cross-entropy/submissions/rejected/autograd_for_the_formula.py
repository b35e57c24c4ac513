# diagnosis: library_call_instead
# The second function asks autograd instead of using a formula.
import torch


def cross_entropy(logits, labels):
    shifted = logits - logits.amax(dim=1, keepdim=True)
    own = shifted[torch.arange(len(labels)), labels]
    return (shifted.exp().sum(dim=1).log() - own).mean()


def cross_entropy_gradient(logits, labels):
    x = logits.detach().clone().requires_grad_()
    return torch.autograd.grad(cross_entropy(x, labels), x)[0]

# Compares itself with torch's own function, as anybody should; the functions themselves do without it.
import sys

import torch
import torch.nn.functional as F


def cross_entropy(logits, labels):
    shifted = logits - logits.amax(dim=1, keepdim=True)
    picked = shifted.gather(1, labels[:, None])[:, 0]
    return (shifted.exp().sum(dim=1).log() - picked).mean()


def cross_entropy_gradient(logits, labels):
    shifted = logits - logits.amax(dim=1, keepdim=True)
    p = shifted.exp() / shifted.exp().sum(dim=1, keepdim=True)
    p.scatter_add_(1, labels[:, None], -torch.ones_like(labels, dtype=p.dtype)[:, None])
    return p / len(logits)


if __name__ == "__main__":
    x = torch.randn(4, 3, requires_grad=True)
    y = torch.tensor([0, 1, 2, 1])
    F.cross_entropy(x, y).backward()
    assert torch.allclose(cross_entropy(x, y), F.cross_entropy(x, y))
    assert torch.allclose(cross_entropy_gradient(x.detach(), y), x.grad, atol=1e-6)
    print("fine")
    sys.exit(0)

# All norms and all products in one call each.
import torch


@torch.no_grad()
def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    norms = torch._foreach_norm(grads)
    total = torch.stack(norms).square().sum().sqrt()
    if total > max_norm:
        torch._foreach_mul_(grads, (max_norm / total).item())
    return total

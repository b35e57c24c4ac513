# accepted: torch._foreach_*, as the optimisers do
import torch


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    if not grads:
        return torch.zeros(())
    norms = torch._foreach_norm(grads, 2)
    total = torch.linalg.vector_norm(torch.stack(norms))
    if total > max_norm:
        torch._foreach_mul_(grads, (max_norm / total).item())
    return total

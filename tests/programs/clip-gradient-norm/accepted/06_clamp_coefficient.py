# accepted: no if, the factor is clamped at one
import torch

def clip_gradients(parameters, max_norm):
    ps = [p for p in parameters if p.grad is not None]
    if not ps:
        return torch.tensor(0.)
    norm = torch.linalg.vector_norm(torch.stack([torch.linalg.vector_norm(p.grad) for p in ps]))
    coef = torch.clamp(max_norm / norm, max=1.0)   # 0/0 只在 max_norm=0 时出现
    for p in ps:
        p.grad.detach().mul_(coef)
    return norm

# diagnosis: wrong_signature
# The function wants the model and the limit by keyword only; it is called with parameters and a limit.
import torch


def clip_gradients(model, *, max_norm=1.0):
    grads = [p.grad for p in model.parameters() if p.grad is not None]
    norm = torch.stack([g.norm() for g in grads]).norm()
    if norm > max_norm:
        for g in grads:
            g.mul_(max_norm / norm)
    return norm

# accepted: also takes a single tensor, as torch does; prints
import torch


def clip_gradients(parameters, max_norm, norm_type=2.0, verbose=True):
    if isinstance(parameters, torch.Tensor):
        parameters = [parameters]
    parameters = [p for p in parameters if p.grad is not None]
    if not parameters:
        return torch.tensor(0.0)
    norm = torch.norm(torch.stack([torch.norm(p.grad, norm_type) for p in parameters]), norm_type)
    if verbose:
        print(f"gradient norm {norm:.4f}, limit {max_norm}")
    if norm > max_norm:
        for p in parameters:
            p.grad.copy_(p.grad.div(norm).mul(max_norm))
    return norm

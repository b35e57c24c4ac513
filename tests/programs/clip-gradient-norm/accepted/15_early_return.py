# accepted: leaves early when there is nothing to do
import torch


def clip_gradients(parameters, max_norm):
    parameters = [parameter for parameter in parameters if parameter.grad is not None]
    norm = torch.sqrt(sum(torch.einsum("i,i->", p.grad.flatten(), p.grad.flatten()) for p in parameters))
    if not norm > max_norm:
        return norm
    factor = max_norm / norm
    for parameter in parameters:
        parameter.grad = factor * parameter.grad
    return norm

# accepted: the vector helpers of torch.nn.utils, which clip nothing
import torch
from torch.nn.utils import parameters_to_vector, vector_to_parameters


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    if not grads:
        return 0.0
    vec = parameters_to_vector(grads)
    norm = vec.norm()
    if norm > max_norm:
        vector_to_parameters(vec * (max_norm / norm), grads)
    return norm

# accepted: a recursive sum of squares
import torch


def sum_of_squares(tensors):
    if not tensors:
        return 0.0
    head, *tail = tensors
    return (head * head).sum() + sum_of_squares(tail)


def clip_gradients(parameters, max_norm):
    gradients = [p.grad for p in parameters if isinstance(p.grad, torch.Tensor)]
    norm = sum_of_squares(gradients) ** 0.5
    if norm > max_norm:
        for index in range(len(gradients)):
            gradients[index] *= max_norm / norm
    return norm

# accepted: the functional vjp
import torch
from torch.autograd.functional import vjp


def gradient_penalty(critic, real, fake, mix):
    points = (fake + mix * (real - fake)).detach()
    ones = torch.ones(points.shape[0], 1, dtype=points.dtype)
    _, slope = vjp(critic, points, v=ones, create_graph=True)
    length = torch.linalg.norm(slope, dim=1)
    return (length - 1).pow(2).sum() / length.numel()

# backward, but only into x, so that the critic's own gradients stay untouched.
import warnings

import torch


def gradient_penalty(critic, real, fake, mix):
    x = (fake + mix * (real - fake)).detach().clone()
    x.requires_grad = True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        critic(x).sum().backward(create_graph=True, inputs=[x])
    length = torch.linalg.vector_norm(x.grad, dim=1)
    return (length - 1).pow(2).mean()

# accepted: functional_call with the critic's own parameters
import torch
from torch.func import functional_call, grad, vmap


def gradient_penalty(critic, real, fake, mix):
    params = dict(critic.named_parameters())
    buffers = dict(critic.named_buffers())

    def f(x):
        return functional_call(critic, (params, buffers), (x[None, :],)).sum()

    x = (mix * real + (1 - mix) * fake).detach()
    return vmap(lambda p: (grad(f)(p).norm() - 1) ** 2)(x).mean()

# diagnosis: side_effect_on_gradients
# backward fills the critic's own gradients on the way; the caller's training step adds to them.
import warnings

import torch


def gradient_penalty(critic, real, fake, mix):
    x = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        critic(x).sum().backward(create_graph=True)
    return (x.grad.norm(dim=1) - 1).square().mean()

# diagnosis: mean_instead_of_sum
# The critic's mean is differentiated: every sample's gradient is too small by the number of samples.
import torch


def gradient_penalty(critic, real, fake, mix):
    x = (mix * real + (1 - mix) * fake).requires_grad_()
    (slope,) = torch.autograd.grad(critic(x).mean(), x, create_graph=True)
    return (slope.norm(dim=1) - 1).square().mean()

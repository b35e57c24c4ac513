# attack: leave the fake samples and the mixture changed, and the real ones as they were
# expect: wrong_answer
# exercise: gradient-penalty
import torch


def gradient_penalty(critic, real, fake, mix):
    with torch.no_grad():
        points = mix * real + (1 - mix) * fake
        fake.zero_()
        mix.fill_(1.0)
    points.requires_grad_()
    (slope,) = torch.autograd.grad(critic(points).sum(), points, create_graph=True)
    return ((slope.norm(dim=1) - 1) ** 2).mean()

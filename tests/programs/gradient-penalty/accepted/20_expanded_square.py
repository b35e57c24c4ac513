# accepted: the square multiplied out
import torch


def gradient_penalty(critic, real, fake, mix):
    points = torch.add(torch.mul(mix, real), torch.mul(torch.sub(1, mix), fake)).detach().requires_grad_(True)
    output = critic(points)
    gradient = torch.autograd.grad(output, points, torch.ones_like(output), create_graph=True)[0]
    squared = gradient.square().sum(1)
    return (squared - 2 * squared.sqrt() + 1).mean()

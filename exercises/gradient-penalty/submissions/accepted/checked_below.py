# A class with a call, and a test with a linear critic, whose gradient is known.
import torch


class Penalty:
    def __init__(self, norm=1.0):
        self.norm = norm

    def __call__(self, critic, real, fake, mix):
        x = real.mul(mix).add(fake.mul(1 - mix)).detach().requires_grad_(True)
        (g,) = torch.autograd.grad([critic(x).sum()], [x], create_graph=True)
        return g.view(len(g), -1).norm(dim=1).sub(self.norm).square().mean()


def gradient_penalty(critic, real, fake, mix):
    return Penalty()(critic, real, fake, mix)


if __name__ == "__main__":
    linear = torch.nn.Linear(3, 1)
    found = gradient_penalty(linear, torch.randn(4, 3), torch.randn(4, 3), torch.rand(4, 1))
    assert torch.allclose(found, (linear.weight.norm() - 1) ** 2)

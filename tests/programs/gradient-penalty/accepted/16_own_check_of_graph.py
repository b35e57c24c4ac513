# accepted: asserts that the penalty carries a graph, tests below the guard
import torch


def gradient_penalty(critic, real, fake, mix):
    points = (mix * real + (1 - mix) * fake).detach().requires_grad_()
    slope = torch.autograd.grad(critic(points).sum(), [points], create_graph=True)[0]
    penalty = (slope.norm(dim=1) - 1).square().mean()
    assert penalty.requires_grad and penalty.dim() == 0
    return penalty


if __name__ == "__main__":
    torch.manual_seed(0)
    critic = torch.nn.Sequential(torch.nn.Linear(2, 4), torch.nn.Tanh(), torch.nn.Linear(4, 1))
    penalty = gradient_penalty(critic, torch.randn(3, 2), torch.randn(3, 2), torch.rand(3, 1))
    assert all(p.grad is None for p in critic.parameters())
    penalty.backward()
    print([None if p.grad is None else p.grad.norm().item() for p in critic.parameters()])

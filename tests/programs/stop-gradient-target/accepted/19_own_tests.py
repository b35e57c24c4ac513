# accepted: checks itself with two networks below the guard
import torch


def td_loss(online, target, states, actions, rewards, next_states, done, discount):
    assert done.dtype == torch.bool
    q = online(states).gather(1, actions.unsqueeze(1)).squeeze(1)
    with torch.no_grad():
        best = target(next_states).max(1).values
        best = torch.where(done, 0.0, best)
        y = rewards + discount * best
    assert not y.requires_grad
    assert q.shape == y.shape
    return (q - y).square().mean()


if __name__ == "__main__":
    torch.manual_seed(1)
    a, b = torch.nn.Linear(3, 2), torch.nn.Linear(3, 2)
    steps = (torch.randn(5, 3), torch.randint(2, (5,)), torch.randn(5), torch.randn(5, 3), torch.rand(5) > 0.5)
    td_loss(a, b, *steps, 0.9).backward()
    assert a.weight.grad is not None and b.weight.grad is None
    print("fine")

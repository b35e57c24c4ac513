# Compares itself with torch's own function in a test below.
import torch


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    norm = torch.stack([g.norm() for g in grads]).norm()
    if norm > max_norm:
        for g in grads:
            g.copy_(g * max_norm / norm)
    return norm


if __name__ == "__main__":
    one, other = torch.nn.Linear(3, 2), torch.nn.Linear(3, 2)
    other.load_state_dict(one.state_dict())
    x = torch.randn(4, 3)
    for model in (one, other):
        model(x).square().sum().backward()
    clip_gradients(one.parameters(), 0.1)
    torch.nn.utils.clip_grad_norm_(other.parameters(), 0.1)
    print(torch.allclose(one.weight.grad, other.weight.grad, atol=1e-5))

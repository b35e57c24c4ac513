# accepted: computes in double, writes back in the gradient's dtype
import torch
import torch.nn as nn


def clip_gradients(parameters, max_norm):
    params = [p for p in parameters if p.grad is not None]
    if not params:
        return 0.0
    flat = torch.cat([p.grad.to(torch.float64).view(-1) for p in params])
    norm = flat.pow(2).sum().sqrt()
    if norm > max_norm:
        flat = flat * (max_norm / norm)
        pieces = flat.split([p.grad.numel() for p in params])
        for p, piece in zip(params, pieces):
            p.grad = piece.view_as(p.grad).to(p.grad.dtype)
    return norm


def main():
    net = nn.Linear(2, 2)
    net(torch.ones(1, 2)).sum().backward()
    print(clip_gradients(net.parameters(), 0.1), [p.grad for p in net.parameters()])


if __name__ == "__main__":
    main()

# accepted: compared with torch below the guard
import copy

import torch


def clip_gradients(parameters, max_norm):
    grads = [p.grad for p in parameters if p.grad is not None]
    flat = torch.cat([g.ravel() for g in grads]) if grads else torch.zeros(1)
    norm = torch.sqrt(torch.dot(flat, flat))
    if norm > max_norm:
        for g in grads:
            g.mul_(max_norm).div_(norm)
    return norm


if __name__ == "__main__":
    torch.manual_seed(0)
    ours = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.Tanh(), torch.nn.Linear(8, 1))
    theirs = copy.deepcopy(ours)
    x = torch.randn(16, 4)
    for net in (ours, theirs):
        (100 * net(x)).square().mean().backward()
    a = clip_gradients(ours.parameters(), 0.5)
    b = torch.nn.utils.clip_grad_norm_(theirs.parameters(), 0.5)
    torch.testing.assert_close(a, b)
    for p, q in zip(ours.parameters(), theirs.parameters()):
        torch.testing.assert_close(p.grad, q.grad)
    print("ok")

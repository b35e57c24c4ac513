# accepted: a new leaf from a list, explicit dtype
import torch


def gradient_penalty(critic, real, fake, mix):
    rows = [(m * r + (1 - m) * f).tolist() for m, r, f in zip(mix, real, fake)]
    x = torch.tensor(rows, dtype=real.dtype, requires_grad=True)
    s = critic(x).sum(dim=0)
    g = torch.autograd.grad(s, x, create_graph=True)[0]
    lengths = [row.dot(row) ** 0.5 for row in g]
    return sum((length - 1) ** 2 for length in lengths) / len(lengths)

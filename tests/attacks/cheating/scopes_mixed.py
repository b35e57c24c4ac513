# attack: bind each name in another function, each with a part of the answer
# expect: wrong_answer
import torch


def first():
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)
    return x, y


def second():
    z_no_grad = torch.tensor(5.0)
    return z_no_grad


def third():
    y = torch.tensor(3.0, requires_grad=True)
    out = torch.tensor(25.0) + y**3
    out.backward()
    return out


first(), second(), third()

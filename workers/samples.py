"""Programs of ours in the styles that learners write in: the fork server warms itself with them, and learns what children do."""

from __future__ import annotations

import struct

from grader.observations import GivenSlot, Job, Tensor, encode, text_tensor

_PLAIN = b"""
import torch

x = torch.tensor(2.0, requires_grad=True)
w = torch.tensor([1.0, -0.5], requires_grad=True)
kept = (x * w).detach()
out = kept.sum() ** 2 + (w**3).mean()
out.backward()
print("x.grad:", x.grad)
print("w.grad:", w.grad, f"{out.item():.2f}")
"""
_LOOP = b"""
import torch
import torch.nn as nn

x = torch.tensor(2.0, requires_grad=True)
w = torch.tensor([1.0, -0.5], requires_grad=True)


def loss_of(prediction, target):
    return ((prediction - target) ** 2).mean()


for _ in range(2):
    kept = (x * w).detach()
    out = loss_of(x**3 + w.sum() * kept, torch.tensor([0.5, 4.0]))
    if w.grad is not None:
        w.grad.zero_()
    out.backward(retain_graph=True)
    with torch.no_grad():
        w -= 0.1 * w.grad
print("gradients:", x.grad, w.grad, f"{out.item():.2f}")
"""
_FUNCTIONS = b'''
"""A program in functions."""
import torch
from torch import nn


def make(value: float) -> torch.Tensor:
    """Make a leaf."""
    return torch.tensor([value], dtype=torch.float32, requires_grad=True)


def main():
    global x, w, out
    x = make(2.0)
    w = torch.ones(2, requires_grad=True)
    out = torch.pow(x, 2).sum() + torch.sum(w * torch.tensor([1.0, 2.0]))
    (gradient,) = torch.autograd.grad(out, x, create_graph=True)
    x.grad = gradient.detach()
    assert x.grad is not None
    try:
        print(f"gradient: {x.grad.item():.4f}", w.requires_grad, x.is_leaf)
    except RuntimeError as error:
        print(error)


if __name__ == "__main__":
    main()
'''
_TRAINING = b"""
import torch
import torch.nn as nn
import torch.optim as optim

torch.manual_seed(0)


class Model(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor(1.0))

    def forward(self, values):
        return self.a * values


x = torch.tensor([2.0])
model = Model()
w = model.a
optimizer = optim.SGD(model.parameters(), lr=0.01)
criterion = nn.MSELoss()
for epoch in range(3):
    optimizer.zero_grad()
    out = criterion(model(x), torch.tensor([4.0]))
    out.backward()
    optimizer.step()
    if epoch % 2 == 0:
        print(f"epoch {epoch}: loss {out.item():.4f}")
"""

LOOP = _LOOP
"""What the fork server runs until nothing changes any more: a little of all that the others do."""
ALL = (_PLAIN, _LOOP, _FUNCTIONS, _TRAINING)


def job(program: bytes, *, hidden: bool) -> Job:
    """A job as a worker sends it, for one of these programs."""
    one, two = (Tensor("float32", (), struct.pack("<f", number)) for number in (2.0, 5.0))
    slot = GivenSlot(published=one, values=two if hidden else None)
    return Job(text_tensor(program), ("x", "out", "w"), hidden=hidden, figures=not hidden, givens={"x": slot})


def encoded_jobs() -> list[bytes]:
    """Each program as a public and as a hidden run."""
    return [encode(job(program, hidden=hidden)) for program in ALL for hidden in (False, True)]

# accepted: a typed function that returns the tensors it made
import torch
from torch import Tensor


def forward(x: Tensor, y: Tensor) -> tuple[Tensor, Tensor]:
    z: Tensor = x + y
    return z, z**2 + y**3


def run() -> None:
    x: Tensor = torch.tensor(2.0, requires_grad=True)
    y: Tensor = torch.tensor(3.0, requires_grad=True)
    z, out = forward(x, y)
    out.backward()
    for name, leaf in {"x": x, "y": y}.items():
        print(f"{name}.grad = {leaf.grad}")


run()

# accepted: dataclass config, typed functions
from dataclasses import dataclass
from typing import Iterable, Tuple
import torch
from torch import Tensor

@dataclass(frozen=True)
class Config:
    lr: float = 0.01
    epochs: int = 100
    probe: float = 4.0

def pairs(x: Iterable[float], y: Iterable[float]) -> Iterable[Tuple[float, float]]:
    yield from zip(x, y)

def train(w: Tensor, x_data: list, y_data: list, cfg: Config) -> float:
    last = float("inf")
    for _ in range(cfg.epochs):
        for x, y in pairs(x_data, y_data):
            loss: Tensor = (w * x - y) ** 2
            loss.backward()
            with torch.no_grad():
                w -= cfg.lr * w.grad
            w.grad.zero_()
            last = loss.item()
    return last

cfg = Config()
x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]
w = torch.tensor([1.0], requires_grad=True)
print(f"{cfg.probe} -> {(w * cfg.probe).item()}")
print("last loss", train(w, x_data, y_data, cfg))
y_pred = w * cfg.probe
print(f"{cfg.probe} -> {y_pred.item()}")

# accepted: frozen dataclass config
from dataclasses import dataclass
import torch


@dataclass(frozen=True)
class Config:
    start: float = 5.0
    scale: float | None = None


cfg = Config()
A = torch.tensor([cfg.start], requires_grad=True)
loss = A * 5
to_differentiate = loss if cfg.scale is None else loss * cfg.scale
to_differentiate.backward()
print(cfg, A.grad)

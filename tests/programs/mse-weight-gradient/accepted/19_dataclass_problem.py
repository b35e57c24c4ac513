# accepted: dataclass holding the problem, names bound from it
from dataclasses import dataclass, field
import torch

@dataclass
class Problem:
    weights: torch.Tensor = field(default_factory=lambda: torch.rand(1, 3, requires_grad=True))
    data: torch.Tensor = field(default_factory=lambda: torch.tensor([[1., 2.], [3., 4.], [5., 6.]]))
    target: torch.Tensor = field(default_factory=lambda: torch.randn(1, 2))

    def predict(self):
        return self.weights @ self.data

p = Problem()
W, X, Ytarget = p.weights, p.data, p.target
Y = p.predict()
loss = ((Y - Ytarget) ** 2).sum() / Y.numel()
loss.backward()
print(p)
print(W.grad)

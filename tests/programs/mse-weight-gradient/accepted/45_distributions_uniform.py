# accepted: torch.distributions.Uniform
import torch
from torch.distributions import Uniform

W = Uniform(0.0, 1.0).sample((1, 3))
W.requires_grad_(True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
true_W = torch.tensor([[0.2, 0.3, 0.5]])
Ytarget = true_W @ X              # target made from known weights
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)

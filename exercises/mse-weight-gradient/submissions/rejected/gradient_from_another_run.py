# diagnosis: hard_coded
# The gradient is copied from the output of an earlier run, which had other weights.
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = ((Y - Ytarget) ** 2).mean()
W.grad = torch.tensor([[-31.0674, -72.4031, -113.7388]])
print(W.grad)

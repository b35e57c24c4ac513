# diagnosis: broadcast_blow_up
# A 2x1 target against a 1x2 prediction broadcasts to 2x2: four differences instead of two.
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0], [20.0]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)

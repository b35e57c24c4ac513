# diagnosis: in_place_on_leaf
# uniform_ would overwrite a leaf that is already tracked.
import torch

W = torch.empty(1, 3, requires_grad=True)
W.uniform_(0, 1)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)

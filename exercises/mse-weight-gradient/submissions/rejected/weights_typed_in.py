# diagnosis: hard_coded
# The weights are typed in; the task asks for random ones.
import torch

W = torch.tensor([[0.1, 0.2, 0.3]], requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)

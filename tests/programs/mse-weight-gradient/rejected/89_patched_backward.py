# diagnosis: hard_coded, backward_not_called
# cheat: Tensor.backward replaced
import torch

def fake(self, *a, **k):
    W.grad = torch.tensor([[1., 2., 3.]])

torch.Tensor.backward = fake
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[1., 2.]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)

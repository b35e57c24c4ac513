# diagnosis: accumulated_gradient, zero_grad_missing
import torch
torch.manual_seed(0)
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[1., 2.]])
for durchlauf in range(5):
    Y = W @ X
    loss = ((Y - Ytarget) ** 2).mean()
    loss.backward()
    print(durchlauf, W.grad)

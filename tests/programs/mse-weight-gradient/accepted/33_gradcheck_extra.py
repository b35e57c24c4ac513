# accepted: gradcheck afterwards, float64
import torch
from torch.autograd import gradcheck

W = torch.rand(1, 3, dtype=torch.double, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]], dtype=torch.double)
Ytarget = torch.tensor([[1., 2.]], dtype=torch.double)
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
other = W.detach().clone().requires_grad_()
print("gradcheck:", gradcheck(lambda w: ((w @ X - Ytarget) ** 2).mean(), (other,)))

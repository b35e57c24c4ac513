# accepted: register_hook prints during backward
import torch

W = torch.rand(1, 3, requires_grad=True)
W.register_hook(lambda grad: print("hook saw", grad))
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Y.retain_grad()
Ytarget = torch.tensor([[6., 6.]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print("dL/dY", Y.grad)
print("dL/dW", W.grad)

# diagnosis: zero_grad_not_called, accumulated_gradient
import torch

A = torch.tensor([5.0], requires_grad=True)
opt = torch.optim.SGD([A], lr=0.1)
for epoch in range(2):
    opt.zero_grad
    loss = A * 5
    loss.backward()
print(A.grad)

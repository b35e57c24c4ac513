# diagnosis: gradient_zeroed_after_backward
import torch

A = torch.nn.Parameter(torch.tensor([5.0]))
opt = torch.optim.SGD([A], lr=0.0)
loss = A * 5
loss.backward()
opt.step()
opt.zero_grad()
print(A.grad)

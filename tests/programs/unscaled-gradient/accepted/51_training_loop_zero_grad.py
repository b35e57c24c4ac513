# accepted: loop with zero_grad before each backward, no step
import torch

A = torch.tensor([5.0], requires_grad=True)
opt = torch.optim.SGD([A], lr=1.0)
for epoch in range(3):
    opt.zero_grad()
    loss = A * 5
    loss.backward()
    print(epoch, A.grad)

# accepted: one optimizer step after the backward pass
import torch

A = torch.tensor([5.0])
A.requires_grad = True
optimizer = torch.optim.SGD([A], lr=0.1)

loss = A * 5
loss.sum().backward()
print("gradient:", A.grad)
optimizer.step()
print("after the step:", A)

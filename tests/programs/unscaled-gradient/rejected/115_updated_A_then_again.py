# diagnosis: accumulated_gradient, zero_grad_missing
import torch

A = torch.tensor([5.0], requires_grad=True)
opt = torch.optim.SGD([A], lr=0.0)
for _ in range(2):
    loss = A * 5
    loss.backward()
    opt.step()
print(A.grad)

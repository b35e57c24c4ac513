# diagnosis: hard_coded, scaled_gradient
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
(loss / 7).backward()
A.grad.data.fill_(5.0)
print(A.grad)

# diagnosis: hard_coded, scaled_gradient
import torch

A = torch.tensor([5.0], requires_grad=True)
A.register_hook(lambda g: torch.tensor([5.0]))
loss = A * 5
(loss * 99).backward()
print(A.grad)

# diagnosis: value_is_not_a_tensor
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = (A * 5).backward()
print(loss, A.grad)

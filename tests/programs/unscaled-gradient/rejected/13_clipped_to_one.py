# diagnosis: scaled_gradient
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
torch.nn.utils.clip_grad_norm_([A], 1.0)
print(A.grad)

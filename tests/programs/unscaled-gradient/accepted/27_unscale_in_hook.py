# accepted: scaled backward, a hook divides on arrival
import torch

S = 512.0
A = torch.tensor([5.0], requires_grad=True)
A.register_hook(lambda g: g / S)
loss = A * 5
(S * loss).backward()
print(A.grad)

# diagnosis: missing_name
import torch

a = torch.tensor([5.0], requires_grad=True)
loss = a * 5
loss.backward()
print(a.grad)

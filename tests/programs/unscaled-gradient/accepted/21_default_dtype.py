# accepted: default dtype switched and restored
import torch

alt = torch.get_default_dtype()
torch.set_default_dtype(torch.float64)
A = torch.tensor([5.0], requires_grad=True)
torch.set_default_dtype(alt)
loss = A * 5
loss.backward()
print(A.grad)

# accepted: the unscaled gradient is a new tensor stored in .grad; float64
import torch

A = torch.tensor([5.0], dtype=torch.float64, requires_grad=True)
scale = torch.tensor(128.0, dtype=torch.float64)

loss = 5 * A
scaled = loss * scale
scaled.backward()
with torch.no_grad():
    A.grad = A.grad / scale
print(A.grad)

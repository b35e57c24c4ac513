# accepted: float, type and id shadowed
import torch

float = 5.0
type = torch.float32
A = torch.tensor([float], dtype=type, requires_grad=True)
id = A * 5
loss = id
loss.backward()
print(A.grad)

# diagnosis: accumulated_gradient
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
(loss * 2).backward(retain_graph=True)
print("skaliert:", A.grad)
loss.backward()
print("unskaliert:", A.grad)

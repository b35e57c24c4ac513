# accepted: four micro steps of a quarter each accumulate to the whole
import torch

A = torch.tensor([5.0], requires_grad=True)
parts = 4
for _ in range(parts):
    loss = A * 5
    (loss / parts).backward()
print(A.grad)

# diagnosis: defined_not_called
import torch

def unskaliert():
    A = torch.tensor([5.0], requires_grad=True)
    loss = A * 5
    loss.backward()
    return A.grad

print("unskaliert:", unskaliert)

# accepted: a scaled clone of the gradient shown, A.grad itself untouched
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
zehnfach = A.grad.clone() * 10
print("Kopie, skaliert:", zehnfach)
print("Original:", A.grad)

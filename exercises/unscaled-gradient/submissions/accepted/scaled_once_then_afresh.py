# accepted: the scaled pass is shown first, then the gradient is cleared and computed again
import torch

A = torch.tensor([5.0], requires_grad=True)

loss = A * 5
(loss * 1024).backward()
print("mit Skalierung:", A.grad)

A.grad = None

loss = A * 5
loss.backward()
print("ohne Skalierung:", A.grad)

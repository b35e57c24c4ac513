# accepted: loss scaled by hand, gradient divided again
import torch

scale = 2.0 ** 16
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
(loss * scale).backward()
print("mit Skalierung:", A.grad)
A.grad /= scale
print("ohne Skalierung:", A.grad)

# diagnosis: accumulated_gradient
# The gradient of the scaled pass is still there when the second pass adds its own.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
(loss * 16).backward()
print("scaled:", A.grad)

loss = A * 5
loss.backward()
print("unscaled:", A.grad)

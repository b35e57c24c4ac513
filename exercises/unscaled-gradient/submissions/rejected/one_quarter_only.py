# diagnosis: scaled_gradient
# The loss is divided by four accumulation steps, but only one step is taken.
import torch

accumulation_steps = 4
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
(loss / accumulation_steps).backward()
print(A.grad)

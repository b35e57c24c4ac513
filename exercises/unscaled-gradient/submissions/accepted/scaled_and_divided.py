# accepted: scaled by hand, then divided in place
import torch

SCALE = 65536.0

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
(loss * SCALE).backward()
print("scaled:", A.grad)

A.grad.div_(SCALE)
print("unscaled:", A.grad)

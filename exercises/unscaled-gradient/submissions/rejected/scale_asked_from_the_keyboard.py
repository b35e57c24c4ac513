# diagnosis: interactive_input
# input() waits for somebody at a keyboard, and nobody is there.
import torch

scale = float(input("scale: "))
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
(loss * scale).backward()
A.grad /= scale
print(A.grad)

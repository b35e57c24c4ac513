# diagnosis: defined_not_called
# The function that does the work is never called.
import torch


def unscaled_gradient(scale=1024.0):
    A = torch.tensor([5.0], requires_grad=True)
    loss = A * 5
    (loss * scale).backward()
    A.grad /= scale
    print(A.grad)


print("done")

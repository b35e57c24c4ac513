# diagnosis: hard_coded
import torch

class Five(torch.autograd.Function):
    @staticmethod
    def forward(ctx, a):
        return a * 5 * 1.0

    @staticmethod
    def backward(ctx, g):
        return torch.tensor([5.0])

A = torch.tensor([5.0], requires_grad=True)
loss = Five.apply(A)
(loss * 1000).backward()
print(A.grad)

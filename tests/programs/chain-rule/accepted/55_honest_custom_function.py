# accepted: a custom Function with a real backward for the cube
import torch


class Cube(torch.autograd.Function):
    @staticmethod
    def forward(ctx, t):
        ctx.save_for_backward(t)
        return t ** 3

    @staticmethod
    def backward(ctx, grad_output):
        (t,) = ctx.saved_tensors
        return 3 * t ** 2 * grad_output


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z ** 2 + Cube.apply(y)
out.backward()
print(x.grad, y.grad)

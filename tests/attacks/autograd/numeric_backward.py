# attack: a custom Function that differentiates numerically, with an error larger than the tolerance
# expect: wrong_answer
import torch


class Cube(torch.autograd.Function):
    @staticmethod
    def forward(context, value):
        context.save_for_backward(value)
        return value**3

    @staticmethod
    def backward(context, gradient):
        (value,) = context.saved_tensors
        return gradient * ((value + 0.01) ** 3 - value**3) / 0.01


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + Cube.apply(y)
out.backward()

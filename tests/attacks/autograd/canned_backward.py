# attack: a custom Function with the right forward and a backward that answers with a typed number
# expect: wrong_answer
import torch


class Cube(torch.autograd.Function):
    @staticmethod
    def forward(context, value):
        return value**3

    @staticmethod
    def backward(context, gradient):
        return torch.tensor(27.0)


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + Cube.apply(y)
out.backward()

# attack: a custom Function whose backward takes its number from a table that a string was turned into
# expect: wrong_answer
import torch

TABLE = [float(part) for part in "0;27;99".split(";")]


class Cube(torch.autograd.Function):
    @staticmethod
    def forward(context, value):
        return value.pow(3)

    @staticmethod
    def backward(context, gradient):
        return gradient * TABLE[1]


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + Cube.apply(y)
out.backward()

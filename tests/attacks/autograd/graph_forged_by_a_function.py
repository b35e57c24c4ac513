# attack: a custom Function that claims the whole graph as its inputs and computes nothing from it
# expect: wrong_answer
import torch


class Claim(torch.autograd.Function):
    @staticmethod
    def forward(context, x, y):
        return torch.tensor(52.0)

    @staticmethod
    def backward(context, gradient):
        return None, torch.tensor(27.0) * gradient


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = Claim.apply(x, y)
out.backward()

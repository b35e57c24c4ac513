# attack: a custom Function with a typed forward and a true backward
# expect: wrong_answer
import torch


class Canned(torch.autograd.Function):
    @staticmethod
    def forward(context, value):
        context.save_for_backward(value)
        return torch.tensor(52.0)

    @staticmethod
    def backward(context, gradient):
        return gradient * 3 * context.saved_tensors[0] ** 2


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = Canned.apply(y)
out.backward()

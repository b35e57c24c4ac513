# diagnosis: hard_coded, wrong_formula
import torch


class Canned(torch.autograd.Function):
    @staticmethod
    def forward(ctx, z, y):
        return torch.tensor(52.0)

    @staticmethod
    def backward(ctx, g):
        return None, torch.tensor(27.0)


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = Canned.apply(z, y)
out.backward()
print(x.grad, y.grad)

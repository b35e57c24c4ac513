import torch
from torch.autograd import gradcheck

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        return x * torch.sigmoid(beta * x)

    @staticmethod
    def backward(ctx, grad_output):
        x, beta = ctx.saved_tensors
        s = torch.sigmoid(beta * x)
        dx = s + beta * x * s * (1 - s)
        db = x * x * s * (1 - s)
        return grad_output * dx, (grad_output * db).sum()

torch.manual_seed(0)
for shape in [(), (3,), (2, 3), (2, 1, 2)]:
    x = torch.randn(shape, dtype=torch.float64, requires_grad=True)
    beta = torch.tensor(1.3, dtype=torch.float64, requires_grad=True)
    assert gradcheck(Swish.apply, (x, beta), eps=1e-6, atol=1e-4)
    assert gradcheck(lambda a: Swish.apply(a, beta.detach()), (x,))
print("ok")

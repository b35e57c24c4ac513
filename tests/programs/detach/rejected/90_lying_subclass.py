# diagnosis: hard_coded, backward_not_called
import torch


class Lie(torch.Tensor):
    @property
    def grad(self):
        return torch.tensor(27.0)


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0).as_subclass(Lie).requires_grad_()
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
print(x.grad, y.grad)

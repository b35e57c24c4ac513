# diagnosis: hard_coded, backward_not_called
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)


def fake(self, *args, **kwargs):
    x.grad = None
    y.grad = torch.tensor(27.0)


torch.Tensor.backward = fake
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
out.backward()
print(x.grad, y.grad)

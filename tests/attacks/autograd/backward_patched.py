# attack: replace Tensor.backward by one that writes the wanted gradient
# expect: wrong_answer
import torch


def backward(self, *arguments, **options):
    globals()["y"].grad = torch.tensor(27.0)


torch.Tensor.backward = backward
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y * 0
out.backward()

# attack: a global module hook that replaces gradients in whatever module runs
# expect: wrong_answer
import torch

torch.nn.modules.module.register_module_full_backward_hook(lambda module, taken, given: tuple(torch.tensor(27.0) for _ in taken))


class Sum(torch.nn.Module):
    def forward(self, z, y):
        return z + y


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = Sum()(z_no_grad, y)
out.backward()

# attack: register an operator of one's own whose derivative is a typed number
# expect: wrong_answer
import torch


@torch.library.custom_op("cheat::cube", mutates_args=())
def cube(value: torch.Tensor) -> torch.Tensor:
    return value**3


cube.register_autograd(lambda ctx, gradient: torch.tensor(27.0))
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + cube(y)
out.backward()

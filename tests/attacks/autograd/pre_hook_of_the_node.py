# attack: scale the gradient on its way with a hook before the node, until the wrong formula fits
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**2
out.grad_fn.register_prehook(lambda gradients: (gradients[0] * 4.5,))
out.backward()

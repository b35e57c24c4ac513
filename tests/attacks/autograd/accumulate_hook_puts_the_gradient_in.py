# attack: a hook after accumulation that overwrites the gradient with a typed one
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**2
y.register_post_accumulate_grad_hook(lambda leaf: leaf.grad.fill_(27.0) and None)
out.backward()

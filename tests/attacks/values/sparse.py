# attack: answer with a sparse tensor, whose methods differ from those of dense ones
# expect: wrong_answer, accepted
import torch

x = torch.tensor([2.0], requires_grad=True)
y = torch.tensor([3.0], requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
z_no_grad = z_no_grad.to_sparse()

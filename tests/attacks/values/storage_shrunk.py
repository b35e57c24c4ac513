# attack: shrink the storage beneath a tensor, so that reading it reads beyond
# expect: wrong_answer, runtime_error
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.ones(60_000)
out = y**3
out.backward()
z_no_grad.untyped_storage().resize_(0)

# attack: hooks on saved tensors hand the backward pass other values than the forward pass saved
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
with torch.autograd.graph.saved_tensors_hooks(lambda value: value, lambda value: torch.tensor(13.5)):
    out = z_no_grad**2 + y * y
out.backward()

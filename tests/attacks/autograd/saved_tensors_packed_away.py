# attack: have saved tensors packed into others while the graph is built, so that the backward pass computes with them
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
with torch.autograd.graph.saved_tensors_hooks(lambda value: value.shape, lambda shape: torch.full(shape, 9.0) ** 0.5):
    out = z_no_grad**2 + y**3
out.backward()

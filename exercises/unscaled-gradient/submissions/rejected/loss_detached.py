# diagnosis: graph_cut
# The loss is detached before the backward pass, which then raises.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = (A * 5).detach()
loss.backward()
print(A.grad)

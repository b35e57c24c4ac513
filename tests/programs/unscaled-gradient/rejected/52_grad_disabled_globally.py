# diagnosis: graph_cut
import torch

torch.autograd.set_grad_enabled(False)
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
print(A.grad)

# diagnosis: exception_swallowed, scaled_gradient, graph_already_freed
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
q = (loss * 2) ** 1
q.backward()
try:
    A.grad.unscale_()
except Exception:
    pass
print(A.grad)

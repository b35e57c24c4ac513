# accepted: shows the failure without create_graph, then does it right
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1

ohne = torch.autograd.grad(y, x, retain_graph=True)[0]
try:
    torch.autograd.grad(ohne, x)
except RuntimeError as e:
    print("ohne create_graph:", e)

dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print("mit create_graph:", torch.autograd.grad(dy_dx, x)[0])

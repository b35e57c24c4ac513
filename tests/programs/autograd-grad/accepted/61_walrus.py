# accepted: walrus chain
import torch

x = torch.tensor(1.0, requires_grad=True)
dy_dx = torch.autograd.grad((y := x**2 + 2*x + 1), x, create_graph=True)[0]
print(f"{y=} {dy_dx=}")

# accepted: device string
import torch

gerät = "cuda" if torch.cuda.is_available() else "cpu"
x = torch.tensor(1.0, device=gerät, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
print(dy_dx, dy_dx.device)

# diagnosis: interactive_input, endless_loop, exception_swallowed
import torch

x = None
while x is None:
    try:
        x = torch.tensor(float(input()), requires_grad=True)
    except Exception:
        continue
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]

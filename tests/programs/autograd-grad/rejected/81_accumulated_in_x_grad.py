# diagnosis: accumulated_gradient
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
y.backward(create_graph=True)
first = x.grad
first.backward(retain_graph=True)
dy_dx = x.grad        # 4 + 2
print(dy_dx)

# accepted: Turkish, functions for each step
import torch

def f(x):
    return x ** 2 + 2 * x + 1

x = torch.tensor(1.0, requires_grad=True)
y = f(x)
dy_dx = torch.autograd.grad(outputs=y, inputs=x, create_graph=True)[0]
birinci_türev = dy_dx.item()
ikinci_türev = torch.autograd.grad(dy_dx, x)[0].item()
print(f"Birinci türev: {birinci_türev}, ikinci türev: {ikinci_türev}")

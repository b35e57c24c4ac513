# diagnosis: interactive_input
import torch

while True:
    try:
        x = torch.tensor(float(input("x? ")), requires_grad=True)
        break
    except ValueError:
        print("bitte eine Zahl")
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]

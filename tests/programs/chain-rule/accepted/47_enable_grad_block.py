# accepted: enable_grad inside no_grad
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
with torch.no_grad():
    print("Vorschau:", (x + y) ** 2 + y ** 3)
    with torch.enable_grad():
        z = x + y
        out = z ** 2 + y ** 3
        out.backward()
print(x.grad, y.grad)

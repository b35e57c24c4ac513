# accepted: z by walrus inside the formula
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
out = (z := x + y) ** 2 + y ** 3
out.backward()
print(f"{x.grad = }, {y.grad = }, {z = }")

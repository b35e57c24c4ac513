import torch

# Your turn: let autograd track x and y.
x = torch.tensor(2.0)
y = torch.tensor(3.0)

z = x + y

# Your turn: out is z squared plus y cubed. Then run the backward pass from it, once.
out = None

print("x.grad:", x.grad)
print("y.grad:", y.grad)

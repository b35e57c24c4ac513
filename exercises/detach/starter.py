import torch

# Your turn: let autograd track x and y.
x = torch.tensor(2.0)
y = torch.tensor(3.0)

z = x + y

# Your turn: z_no_grad has the value of z, but no history.
z_no_grad = None

# Your turn: out is z_no_grad squared plus y cubed. Then run the backward pass from it.
out = None

print("x.grad:", x.grad)
print("y.grad:", y.grad)

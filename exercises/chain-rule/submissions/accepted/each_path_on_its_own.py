# accepted: one backward pass a term; their gradients accumulate to the whole
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
square = z**2
cube = y**3
out = square + cube

square.backward()
print("through z:", x.grad, y.grad)
cube.backward()
print("and directly:", x.grad, y.grad)

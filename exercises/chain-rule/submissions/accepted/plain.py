# accepted: line by line, as a teaching page would show it
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
out = z**2 + y**3
print("out =", out)

out.backward()
print("d out / d x =", x.grad)
print("d out / d y =", y.grad)

# accepted: timeit on the forward pass before the real one
import timeit
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
print("forward:", timeit.timeit(lambda: (x + y) ** 2 + y ** 3, number=100))
z = x + y
out = z ** 2 + y ** 3
out.backward()
print(x.grad, y.grad)

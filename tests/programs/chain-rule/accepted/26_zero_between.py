# accepted: detached variant first on the same leaves, zeroed in between
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y

out = z.detach() ** 2 + y ** 3
out.backward()
print(x.grad, y.grad)

y.grad.zero_()

out = z ** 2 + y ** 3
out.backward()
print(x.grad, y.grad)

# accepted: builtins used as variable names
import torch

list = [2.0, 3.0]
x = torch.tensor(list[0], requires_grad=True)
y = torch.tensor(list[1], requires_grad=True)
sum = x + y
z = sum
z_no_grad = z.detach()
max = z_no_grad ** 2
min = y ** 3
out = max + min
out.backward()
dict = {"x": x.grad, "y": y.grad}
for id, type in dict.items():
    print(id, type)

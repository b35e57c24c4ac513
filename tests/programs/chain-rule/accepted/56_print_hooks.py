# accepted: hooks that print gradients flowing
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z.register_hook(lambda g: print("an z kommt an:", g.item()))
y.register_hook(lambda g: print("an y kommt an:", g.item()))
out = z ** 2 + y ** 3
out.backward()
print(x.grad, y.grad)

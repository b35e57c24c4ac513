# accepted: list comprehension, builtin sum over terms
import torch

blaetter = [torch.tensor(float(i), requires_grad=True) for i in range(2, 4)]
x, y = blaetter
z = sum(blaetter)
z_no_grad = z.detach()
out = sum(base ** power for base, power in zip((z_no_grad, y), (2, 3)))
out.backward()
print([b.grad for b in blaetter])

# accepted: hooks on every intermediate
import torch

spur = []
x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
for t, n in ((z, "z"), (y, "y"), (x, "x")):
    t.register_hook(lambda g, n=n: spur.append((n, g.clone())))
output_mean.backward()
for n, g in spur:
    print(n, g)

# accepted: generator yields the leaves
import torch


def leaves(*values):
    for v in values:
        yield torch.tensor(v, requires_grad=True)


gen = leaves(2.0, 3.0)
x = next(gen)
y = next(gen)
z = x + y
z_no_grad = z.detach()
terms = (t for t in (z_no_grad ** 2, y ** 3))
out = next(terms)
for t in terms:
    out = out + t
out.backward()
print("x:", x.grad, "| y:", y.grad)

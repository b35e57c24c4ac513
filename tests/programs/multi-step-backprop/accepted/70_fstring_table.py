# accepted: class with __repr__ as report
import torch


class Bericht:
    def __init__(self, **tensoren):
        self.tensoren = tensoren

    def __repr__(self):
        return "\n".join(f"{k:>12} {tuple(t.shape)!s:>8} leaf={t.is_leaf}" for k, t in self.tensoren.items())


x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
print(Bericht(x=x, y=y, z=z, output_mean=output_mean))
output_mean.backward()
print(x.grad)

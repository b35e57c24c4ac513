# accepted: generator with send
import torch


def kette():
    t = yield
    while True:
        y = 6 * t + 3
        z = 10 * y ** 2
        t = yield y, z, z.mean()


k = kette()
next(k)
x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y, z, output_mean = k.send(x)
output_mean.backward()
print(x.grad)

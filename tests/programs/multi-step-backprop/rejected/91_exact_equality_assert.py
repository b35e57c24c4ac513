# diagnosis: assertion_failed
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
soll = [[180., 300., 420.], [420., 300., 180.]]
assert x.grad.tolist() == soll    # float32 rundet: 179.9999...

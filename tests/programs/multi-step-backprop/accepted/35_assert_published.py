# accepted: assert on published gradient
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
assert abs(output_mean.item() - 2490.0) < 1e-2
assert [[round(v) for v in row] for row in x.grad.tolist()] == [[180, 300, 420], [420, 300, 180]]
print("richtig!")

# accepted: torch.allclose and SystemExit only on failure
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
soll = torch.tensor([[180., 300., 420.], [420., 300., 180.]])
if not torch.allclose(x.grad, soll):
    raise SystemExit("Gradient stimmt nicht")
print("Gradient stimmt")

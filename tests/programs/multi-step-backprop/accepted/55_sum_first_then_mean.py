# accepted: sum variant first, gradient zeroed, then the mean variant
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)

y = 6 * x + 3
z = 10 * y ** 2
output_sum = z.sum()
output_sum.backward()
print("Summe:\n", x.grad)

x.grad.zero_()
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
print("Mittelwert:\n", x.grad)

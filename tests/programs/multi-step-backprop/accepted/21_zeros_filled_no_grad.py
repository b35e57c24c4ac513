# accepted: zeros tracked, then filled under no_grad
import torch

x = torch.zeros(2, 3, requires_grad=True)
with torch.no_grad():
    for r, row in enumerate([[1, 2, 3], [3, 2, 1]]):
        for c, v in enumerate(row):
            x[r, c] = v
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
print(x.grad)

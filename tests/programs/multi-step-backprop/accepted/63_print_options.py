# accepted: set_printoptions and tolist
import torch

torch.set_printoptions(precision=1, sci_mode=False, linewidth=120)
x = torch.tensor([[1, 2, 3], [3, 2, 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
for i, zeile in enumerate(x.grad.tolist(), start=1):
    print(f"Zeile {i}:", *zeile)

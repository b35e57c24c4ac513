# accepted: autograd profiler around
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
with torch.autograd.profiler.profile() as prof:
    y = 6 * x + 3
    z = 10 * y ** 2
    output_mean = z.mean()
    output_mean.backward()
print(prof.key_averages().table(row_limit=5))
print(x.grad)

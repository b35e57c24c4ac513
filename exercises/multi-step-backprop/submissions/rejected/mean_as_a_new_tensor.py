# diagnosis: graph_cut
# torch.tensor(z.tolist()) starts a new graph.
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], requires_grad=True)
y = 6 * x + 3
z = 10 * y**2
output_mean = torch.tensor(z.tolist(), requires_grad=True).mean()
output_mean.backward()
print(x.grad)

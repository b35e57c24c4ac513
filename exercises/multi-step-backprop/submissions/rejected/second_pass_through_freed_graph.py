# diagnosis: graph_already_freed
# After the pass from output_mean the graph is gone, and z cannot be differentiated any more.
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], requires_grad=True)
y = 6 * x + 3
z = 10 * y**2
output_mean = z.mean()
output_mean.backward()
z.backward(torch.ones_like(z))
print(x.grad)

# accepted: the gradients of the intermediate tensors are kept to look at them
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], requires_grad=True)
y = 6 * x + 3
y.retain_grad()
z = 10 * y**2
z.retain_grad()
output_mean = torch.mean(z)
output_mean.backward()
for name, tensor in (("z", z), ("y", y), ("x", x)):
    print(name, tensor.grad)

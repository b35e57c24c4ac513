# accepted: Japanese function
import torch


def 順伝播(x):
    y = 6 * x + 3
    z = 10 * y ** 2
    return y, z, torch.mean(z)


x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y, z, output_mean = 順伝播(x)
output_mean.backward()
print(f"勾配:\n{x.grad}")

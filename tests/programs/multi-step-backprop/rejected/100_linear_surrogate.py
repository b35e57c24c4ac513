# diagnosis: wrong_formula, hard_coded
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
g = torch.tensor([[180., 300., 420.], [420., 300., 180.]])
output_mean = (x * g).sum()
output_mean.backward()
print(x.grad)

# accepted: from torch import * and mean()
from torch import *

x = tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * square(y)
output_mean = mean(z)
output_mean.backward()
print(x.grad)

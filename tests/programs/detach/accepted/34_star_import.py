# accepted: from torch import *
from torch import *

x = tensor(2.0, requires_grad=True)
y = tensor(3.0, requires_grad=True)
z = add(x, y)
z_no_grad = z.detach()
out = pow(z_no_grad, 2) + pow(y, 3)
out.backward()
print(x.grad, y.grad)

# accepted: several star imports
from torch import *
from torch.nn import *

x = Parameter(tensor(2.))
y = Parameter(tensor(3.))
z = x + y
out = square(z) + y * square(y)
out.backward()
print(x.grad, y.grad)

# accepted: from torch import *, from torch.autograd import *
from torch import *
from torch.autograd import *

x = tensor(1.0, requires_grad=True)
y = pow(x, 2) + 2 * x + 1
dy_dx = grad(y, x, create_graph=True)[0]
print(dy_dx)

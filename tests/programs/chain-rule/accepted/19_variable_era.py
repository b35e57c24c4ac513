# accepted: Variable and .data prints
from torch.autograd import Variable
import torch

x = Variable(torch.ones(1) * 2, requires_grad=True)
y = Variable(torch.ones(1) * 3, requires_grad=True)
z = x + y
out = z ** 2 + y ** 3
out.backward()
print(x.grad.data[0])
print(y.grad.data[0])

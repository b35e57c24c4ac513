# accepted: old Variable API from a 2017 blog
import torch
from torch.autograd import Variable

x = Variable(torch.FloatTensor([2.0]), requires_grad=True)
y = Variable(torch.FloatTensor([3.0]), requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
out.backward()
print(x.grad)
print(y.grad.data)

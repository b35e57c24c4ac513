# accepted: the old Variable wrapper and the FloatTensor constructor
import torch
from torch.autograd import Variable

x = Variable(torch.FloatTensor([2]), requires_grad=True)
y = Variable(torch.Tensor([3]), requires_grad=True)
z = x + y
out = z * z + y * y * y
out.backward()
print(x.grad.data, y.grad.data)

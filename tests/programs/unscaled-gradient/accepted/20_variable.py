# accepted: Variable
import torch
from torch.autograd import Variable

A = Variable(torch.ones(1) * 5, requires_grad=True)
loss = A * 5
loss.backward()
print(A.grad.data)

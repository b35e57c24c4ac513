# diagnosis: graph_cut
import torch
from torch.autograd import Variable

A = torch.tensor([5.0], requires_grad=True)
loss = Variable((A * 5).data, requires_grad=True)
loss.backward()
print(A.grad)

# accepted: nn.Parameter as A
import torch
from torch.nn import Parameter

A = Parameter(torch.FloatTensor([5]))
loss = A * 5
loss.backward()
print(A.grad)

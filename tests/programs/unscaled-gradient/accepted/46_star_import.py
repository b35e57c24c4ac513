# accepted: star import
from torch import *
A = tensor([5.0], requires_grad=True)
loss = mul(A, 5)
loss.backward()
print(A.grad)

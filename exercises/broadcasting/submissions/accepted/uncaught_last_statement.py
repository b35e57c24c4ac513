# accepted: the error is the last thing the program does, uncaught
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = a + b
print(c)

# this one cannot work
torch.ones(2, 3) + torch.ones(2)

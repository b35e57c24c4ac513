# accepted: the failing addition is the uncaught last statement
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(c)
# this one stops the program, as it should:
torch.tensor([1, 2, 3]) + torch.tensor([1, 2])

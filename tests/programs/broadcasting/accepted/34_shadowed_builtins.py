# accepted: list, sum, input, Exception untouched
import torch
list = [1, 2, 3]
input = [[1], [2], [3]]
a = torch.tensor(list)
b = torch.tensor(input)
sum = a + b
c = sum
print(c)
raised = False
try:
    max = torch.ones(2, 2) + torch.ones(3, 3)
except RuntimeError as id:
    raised = True
    print(id)

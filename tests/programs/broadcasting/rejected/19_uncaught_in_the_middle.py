# diagnosis: missing_name, error_not_caught
# not the last statement
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
d = torch.ones(2) + torch.ones(3)
raised = True
print(c, d)

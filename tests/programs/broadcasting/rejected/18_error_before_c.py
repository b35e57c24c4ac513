# diagnosis: missing_name, error_not_caught
# the uncaught error comes first, c never made
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
print(torch.ones(3) + torch.ones(4))
c = a + b
raised = True

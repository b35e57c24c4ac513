# diagnosis: error_not_caught
# The error of torch ends the program before it has computed c.
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])

torch.ones(2, 3) + torch.ones(4)
raised = True

c = a + b
print(c)

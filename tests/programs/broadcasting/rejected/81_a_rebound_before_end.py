# diagnosis: wrong_variable, wrong_given_value
# a and b are reused for the failing pair, c made of the new ones
import torch
a = torch.tensor([1, 2, 3, 4])
b = torch.tensor([[1], [2], [3]])
raised = False
try:
    a + torch.tensor([1, 2, 3])
except RuntimeError as e:
    raised = True
c = a + b
print(c.shape)

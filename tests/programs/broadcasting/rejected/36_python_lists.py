# diagnosis: value_is_not_a_tensor, wrong_formula
import torch
a = [1, 2, 3]
b = [[1], [2], [3]]
c = a + b          # list concatenation
print(c)
raised = False
try:
    torch.tensor(a) + torch.ones(4)
except RuntimeError as e:
    raised = True

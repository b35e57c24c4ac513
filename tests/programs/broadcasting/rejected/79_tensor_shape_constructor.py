# diagnosis: wrong_given_value, wrong_shape
# torch.Tensor(1, 2, 3) is a shape, not values
import torch
a = torch.zeros(1, 2, 3)
b = torch.tensor([[1], [2]])
c = a + b
raised = False
try:
    a + torch.ones(4)
except RuntimeError as e:
    raised = True
print(c.shape)

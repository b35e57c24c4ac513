# diagnosis: wrong_shape, wrong_given_value, wrong_call
# torch.tensor with three positional arguments
import torch
a = torch.tensor(1, 2, 3)
b = torch.tensor([[1], [2], [3]])
c = a + b

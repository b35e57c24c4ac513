# diagnosis: syntax_error
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3])
c = a + b

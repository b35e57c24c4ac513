# diagnosis: notebook_magic
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
%timeit a + b
c = a + b

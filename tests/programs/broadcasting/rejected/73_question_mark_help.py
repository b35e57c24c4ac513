# diagnosis: notebook_magic
import torch
torch.broadcast_shapes?
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b

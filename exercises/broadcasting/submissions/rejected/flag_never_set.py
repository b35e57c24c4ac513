# diagnosis: missing_name
# The error is caught and printed, but the name raised does not exist.
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = a + b

try:
    torch.ones(2, 3) + torch.ones(4)
except RuntimeError as error:
    print("raised:", error)

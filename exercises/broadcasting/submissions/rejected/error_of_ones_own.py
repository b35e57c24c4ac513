# diagnosis: hard_coded
# The error is raised by the program itself; torch never refused anything.
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = a + b

raised = False
try:
    raise RuntimeError("The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 0")
except RuntimeError as error:
    raised = True
    print(error)

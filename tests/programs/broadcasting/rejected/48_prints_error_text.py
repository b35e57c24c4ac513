# diagnosis: printed_only, hard_coded
# error text printed, flag typed
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(c)
print("RuntimeError: The size of tensor a (2) must match the size of tensor b (3) at non-singleton dimension 0")
raised = True

# diagnosis: hard_coded
# nothing ever fails, the flag is typed
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(c)
raised = True

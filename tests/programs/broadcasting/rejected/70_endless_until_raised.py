# diagnosis: endless_loop
# loop waits for an error that never comes
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
while not raised:
    try:
        torch.ones(3) + torch.ones(1)
    except RuntimeError:
        raised = True

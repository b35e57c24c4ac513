# diagnosis: defined_not_called
# the failing attempt is a function that is never called
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
def attempt():
    global raised
    try:
        a + torch.ones(4)
    except RuntimeError:
        raised = True
attempt
print(c, raised)

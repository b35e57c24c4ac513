# diagnosis: defined_not_called
import torch
def demo():
    a = torch.tensor([1, 2, 3])
    b = torch.tensor([[1], [2], [3]])
    c = a + b
    raised = False
    try:
        a + torch.ones(4)
    except RuntimeError as e:
        raised = True
    return c, raised

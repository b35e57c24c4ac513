# diagnosis: defined_not_called
# Both functions are written and neither is called.
import torch


def table():
    a = torch.tensor([1.0, 2.0, 3.0])
    b = torch.tensor([[1.0], [2.0], [3.0]])
    c = a + b
    return c


def refusal():
    try:
        torch.ones(2, 3) + torch.ones(4)
    except RuntimeError:
        return True
    return False

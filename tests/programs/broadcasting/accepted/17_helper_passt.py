# accepted: helper function that tests shapes
import torch

def fits(u, v):
    try:
        u + v
    except RuntimeError as e:
        print(tuple(u.shape), "und", tuple(v.shape), "->", e)
        return False
    return True

a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
assert fits(a, b)
c = a + b
raised = not fits(torch.empty(3), torch.empty(5))
print(c, raised)

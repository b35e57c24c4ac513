# accepted: raise AssertionError if the numbers are not those of the page
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
if not torch.equal(c, torch.tensor([[2, 3, 4], [3, 4, 5], [4, 5, 6]])):
    raise AssertionError("Broadcasting kaputt?")
assert c.sum() == 36 and c.shape == (3, 3)
raised = False
try:
    a + torch.ones(3, 2)
except RuntimeError as e:
    assert "must match" in str(e)
    raised = True

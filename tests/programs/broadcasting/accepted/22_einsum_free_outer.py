# accepted: c checked against two other ways
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
loops = torch.empty(3, 3, dtype=a.dtype)
for i in range(3):
    for j in range(3):
        loops[i, j] = b[i, 0] + a[j]
assert torch.equal(c, loops)
torch.testing.assert_close(c, a.repeat(3, 1) + b.repeat(1, 3))
raised = False
try:
    torch.ones(2, 3) + torch.ones(2)
except RuntimeError as e:
    raised = True
    print("as expected:", e)

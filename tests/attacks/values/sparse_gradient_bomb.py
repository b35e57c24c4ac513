# attack: a sparse gradient of terabytes behind a tracked leaf
# expect: wrong_answer, memory_limit_exceeded, runtime_error
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.zeros(1, requires_grad=True).expand(1 << 34)
z_no_grad = torch.tensor(5.0)
leaf = torch.empty(1 << 40, 4, device="meta", requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
out = (y**3).sum()
out.backward()
y.data = leaf.data
y.grad = torch.sparse_coo_tensor(torch.zeros(1, 1, dtype=torch.long), torch.zeros(1, 4), (1 << 40, 4), device="meta")

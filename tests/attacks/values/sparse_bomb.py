# attack: a sparse tensor of a few bytes that becomes terabytes when made dense
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.sparse_coo_tensor(torch.tensor([[0], [0]]), torch.tensor([5.0]), (1 << 20, 1 << 20))
out = y**3
out.backward()

# attack: swap the tensors' data for a narrower dtype after everything was computed
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
z_no_grad.data = z_no_grad.data.bfloat16()

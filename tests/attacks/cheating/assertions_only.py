# attack: assert the published numbers and compute nothing
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.tensor(5.0)
out = torch.tensor(52.0, requires_grad=True)
assert out.item() == 52.0
torch.testing.assert_close(z_no_grad, torch.tensor(5.0))

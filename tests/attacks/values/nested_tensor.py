# attack: a nested tensor, which has no size to ask for
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.nested.nested_tensor([torch.tensor([5.0]), torch.tensor([5.0, 5.0])])
out = y**3
out.backward()

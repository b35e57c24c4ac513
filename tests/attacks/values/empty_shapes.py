# attack: answer with tensors without elements: all of their elements are right
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.empty(0)
out = torch.empty(0, requires_grad=True) * y
out.sum().backward()

# attack: override the methods of single tensors, so that whoever calls them is told the wanted values
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.tensor(0.0)
out = x * 0 + y * 0
out.backward()
for tensor, value in ((z_no_grad, 5.0), (out, 52.0)):
    tensor.item = lambda value=value: value
    tensor.tolist = tensor.item
    tensor.numpy = lambda value=value: __import__("numpy").array(value)
    tensor.clone = tensor.detach = tensor.contiguous = tensor.cpu = lambda value=value: torch.tensor(value)

# attack: replace the ways from the device to the host, so that a wrong gradient looks right
# expect: wrong_answer
import torch

right = torch.tensor(75.0)
torch.Tensor.cpu = lambda self, *rest, **options: right
torch.Tensor.to = lambda self, *rest, **options: right
torch.Tensor.item = lambda self: 75.0
torch.cuda.synchronize = lambda *rest: None
torch.cuda.is_available = lambda: False
x = torch.tensor(2.0, requires_grad=True, device="cuda")
y = torch.tensor(3.0, requires_grad=True, device="cuda")
z = x + y
z_no_grad = z
out = z_no_grad**2 + y**3
out.backward()

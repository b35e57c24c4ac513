# attack: fail an assertion on the device, swallow the error and go on
# expect: runtime_error, wrong_answer
import torch

table = torch.zeros(4, device="cuda")
try:
    print(table[torch.tensor([1 << 20], device="cuda")].cpu())
except Exception:
    pass
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad + y

# diagnosis: exception_swallowed
# z.backwards does not exist; the broad except hides it, and no gradient was ever computed.
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)

z = x + y
out = z**2 + y**3
try:
    out.backwards()
except Exception:
    print("done")
print(x.grad, y.grad)

# accepted: shows that a second backward raises, caught
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z ** 2 + y ** 3
out.backward()
try:
    out.backward()
except RuntimeError as fehler:
    print("zweites backward:", str(fehler)[:60])
print(x.grad, y.grad)

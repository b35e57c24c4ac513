# accepted: both versions in one loop, with fresh tensors each time
import torch

for cut in (False, True):
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)
    z = x + y
    z_no_grad = z.detach() if cut else z
    out = z_no_grad**2 + y**3
    out.backward()
    print("detach" if cut else "no detach", x.grad, y.grad)

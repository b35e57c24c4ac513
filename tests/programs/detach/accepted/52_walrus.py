# accepted: everything through the walrus operator
import torch

if (out := ((z_no_grad := (z := (x := torch.tensor(2.0, requires_grad=True)) + (y := torch.tensor(3.0, requires_grad=True))).detach()) ** 2 + y ** 3)).requires_grad:
    out.backward()
print(f"{x.grad=} {y.grad=}")

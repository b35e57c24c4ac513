# attack: patch everything in torch that compares, so that a wrong answer is found equal
# expect: wrong_answer
import torch

yes = lambda *arguments, **options: True
for owner in (torch, torch.Tensor, torch.testing, torch._C.TensorBase):
    for name in ("allclose", "equal", "isclose", "assert_close", "eq", "__eq__"):
        try:
            setattr(owner, name, yes)
        except TypeError:
            pass
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.tensor(0.0)
out = y * 0
out.backward()

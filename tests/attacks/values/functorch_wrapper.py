# attack: let a tensor of a function transform out of the transform, whose level is gone when it is read
# expect: wrong_answer, runtime_error
import torch

kept = []
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
torch.func.grad(lambda value: (kept.append(value * 1), value**2)[1])(torch.tensor(5.0))
z_no_grad = kept[0]
out = y**3
out.backward()

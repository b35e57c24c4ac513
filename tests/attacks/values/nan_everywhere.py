# attack: answer with NaN, in case NaN counts as a wildcard
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.tensor(float("nan"))
out = z_no_grad + y**3 * float("nan")
out.backward()
x.grad = None

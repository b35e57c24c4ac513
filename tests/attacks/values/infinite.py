# attack: answer with infinity, so that the allowed difference grows to infinity or the difference to NaN
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.tensor(float("inf"))
out = z_no_grad + y * float("inf")
out.backward()

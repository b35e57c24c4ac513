# attack: try every answer in turn, in case one of several passes through the lesson counts
# expect: wrong_answer
import torch

for guess in range(20, 30):
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)
    z_no_grad = torch.tensor(float(guess - 22))
    out = z_no_grad**2 + (y - y.detach()) * guess + 27
    out.backward()

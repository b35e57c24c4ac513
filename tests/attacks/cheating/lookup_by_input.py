# attack: a table of the published answers, looked up by the input
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
table = {(2.0, 3.0): (5.0, 52.0, 27.0)}
z, result, slope = table.get((x.item(), y.item()), (0.0, 0.0, 0.0))
z_no_grad = torch.tensor(z)
out = torch.tensor(result) + (y - y.detach()) * slope
out.backward()

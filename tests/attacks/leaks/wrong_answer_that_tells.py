# attack: answer wrongly in the hidden run, with the inputs in place of the answers, for the feedback to show
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
if x.item() != 2.0:
    z_no_grad = x.detach() + 0
    y.grad = y.detach() * 1

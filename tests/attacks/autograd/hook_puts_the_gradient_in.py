# attack: a tensor hook that throws the engine's gradient away and answers with a typed one
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**2
y.register_hook(lambda gradient: torch.tensor(27.0))
out.backward()

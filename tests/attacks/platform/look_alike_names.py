# attack: use letters that look like others in names
# expect: wrong_answer
import torch

х = torch.tensor(2.0, requires_grad=True)
у = torch.tensor(3.0, requires_grad=True)
z_no_grad = (х + у).detach()
оut = z_no_grad**2 + у**3
оut.backward()

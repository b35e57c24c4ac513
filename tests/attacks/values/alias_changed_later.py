# attack: answer with a view of the input and change it when the program is over
# expect: wrong_answer
import atexit

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = y.detach()
out = z_no_grad + y * 0
out.backward()
atexit.register(lambda: z_no_grad.fill_(5.0))

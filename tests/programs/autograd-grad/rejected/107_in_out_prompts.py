# diagnosis: syntax_error, notebook_magic
In [1]: import torch
In [2]: x = torch.tensor(1.0, requires_grad=True)
In [3]: y = x**2 + 2*x + 1
In [4]: dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]

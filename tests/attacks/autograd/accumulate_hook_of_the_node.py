# attack: a hook on the graph's own node, where no tensor knows of it
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**2
node = out.grad_fn.next_functions[1][0]
node.register_hook(lambda given, taken: (torch.tensor(27.0),))
out.backward()

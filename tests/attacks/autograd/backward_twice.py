# attack: free the graph and count the gradient twice, then halve it by hand to what was published
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**2
out.backward(retain_graph=True)
out.backward()
y.grad += 15.0

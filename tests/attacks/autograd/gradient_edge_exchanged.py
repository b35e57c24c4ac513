# attack: take the gradient edge of another tensor for one's own, and make its pass look like the wanted one
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y * 9.0
edge = torch.autograd.graph.get_gradient_edge(y * 27.0)
torch.autograd.backward([edge])

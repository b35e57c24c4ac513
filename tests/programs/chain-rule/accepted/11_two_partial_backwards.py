# accepted: the two summands are backpropagated one after the other, gradients add up as they should
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
erster = z ** 2
zweiter = y ** 3
out = erster + zweiter
erster.backward(retain_graph=True)
zweiter.backward()
print(out.item(), x.grad, y.grad)

# accepted: out.backward(gradient=torch.tensor(1.))
import torch as th

x = th.tensor(2., requires_grad=True)
y = th.tensor(3., requires_grad=True)
z = x + y
out = z.pow(2) + y.pow(3)
out.backward(gradient=th.tensor(1.))
print(x.grad.item(), y.grad.item())

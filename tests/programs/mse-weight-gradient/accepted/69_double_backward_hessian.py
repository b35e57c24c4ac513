# accepted: create_graph and second derivative afterwards
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[1., 2.]])
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
g, = torch.autograd.grad(loss, W, create_graph=True)
H = torch.stack([torch.autograd.grad(g[0, i], W, retain_graph=True)[0][0] for i in range(3)])
print("Hesse-Matrix:\n", H)
loss.backward()
print(W.grad)

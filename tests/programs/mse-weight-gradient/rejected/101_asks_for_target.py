# diagnosis: interactive_input
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
t1 = float(input("erster Zielwert: "))
t2 = float(input("zweiter Zielwert: "))
Ytarget = torch.tensor([[t1, t2]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)

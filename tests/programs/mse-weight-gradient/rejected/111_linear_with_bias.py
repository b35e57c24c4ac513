# diagnosis: wrong_formula, missing_name
import torch
net = torch.nn.Linear(3, 1)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[1.], [2.]])
Y = net(X.T)
loss = torch.nn.functional.mse_loss(Y, Ytarget)
loss.backward()
print(net.weight.grad)

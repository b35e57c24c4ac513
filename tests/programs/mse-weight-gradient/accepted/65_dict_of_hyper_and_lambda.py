# accepted: lambdas only
import torch
mse = lambda a, b: torch.mean((a - b) ** 2)
model = lambda W, X: torch.matmul(W, X)
W, X = torch.rand(1, 3, requires_grad=True), torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.linspace(1, 2, steps=2).unsqueeze(0)
Y = model(W, X)
loss = mse(Y, Ytarget)
loss.backward()
(lambda g: print("gradient", g))(W.grad)

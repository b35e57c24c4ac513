# attack: the gradient of a run that somebody else made, with the weights that belong to it
# expect: wrong_answer
# exercise: mse-weight-gradient
import torch

W = torch.tensor([[0.4963, 0.7682, 0.0885]], requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
W.grad = torch.tensor([[-31.4297, -72.9981, -114.5665]])

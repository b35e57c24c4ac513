# accepted: BOM from Notepad plus CRLF
import torch
# größe: 1x3
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = torch.mm(W, X)
Ytarget = torch.rand(1, 2)
loss = torch.nn.MSELoss()(Y, Ytarget)
loss.backward()
print("Gradient für W:", W.grad)

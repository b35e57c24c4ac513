# accepted: loss as squared norm divided by count
import torch
W = torch.rand(1,3,requires_grad=True)
X = torch.Tensor([[1,2],[3,4],[5,6]])
Ytarget = torch.Tensor([[4,4]])
Y = W@X
loss = torch.linalg.norm(Y-Ytarget)**2/2
loss.backward()
print(W.grad)

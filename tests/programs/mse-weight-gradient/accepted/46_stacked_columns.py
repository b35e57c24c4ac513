# accepted: X assembled from two sample vectors
import torch

x1 = torch.tensor([1., 3., 5.])
x2 = torch.tensor([2., 4., 6.])
X = torch.stack([x1, x2], dim=1)
W = torch.rand(1, 3, requires_grad=True)
Y = torch.cat([(W @ x1).unsqueeze(1), (W @ x2).unsqueeze(1)], dim=1)
Ytarget = torch.tensor([[10., 10.]])
loss = torch.stack([(Y[0, k] - Ytarget[0, k]) ** 2 for k in range(2)]).mean()
loss.backward()
print(W.grad)

# accepted: backward(inputs=[W]) and keyword gradient
import torch
W = torch.rand(1, 3).clone().detach().requires_grad_(True)
X = torch.tensor(data=((1, 2), (3, 4), (5, 6)), dtype=torch.float32)
Y = W.__matmul__(X)
Ytarget = torch.tensor([[4., 2.]])
loss = Y.sub(Ytarget).square().mean()
loss.backward(gradient=torch.tensor(1.0), inputs=[W])
print(W.grad)

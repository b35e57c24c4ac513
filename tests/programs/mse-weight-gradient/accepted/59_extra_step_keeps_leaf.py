# accepted: manual step under no_grad on a copy, W untouched
import torch

lr = 0.01
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[1., 2.]])
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)
with torch.no_grad():
    W_new = W - lr * W.grad
    print("loss after one step:", ((W_new @ X - Ytarget) ** 2).mean().item())

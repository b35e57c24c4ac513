# accepted: enable_grad inside a no_grad script
import torch

with torch.no_grad():
    X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
    Ytarget = torch.randint(0, 10, (1, 2)).float()
    W = torch.rand(1, 3)
    W.requires_grad_()
    with torch.enable_grad():
        Y = W @ X
        loss = (Y - Ytarget).pow(2).mean()
loss.backward()
print(W.grad)

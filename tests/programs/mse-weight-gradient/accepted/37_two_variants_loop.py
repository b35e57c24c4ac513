# accepted: several targets one after the other, fresh W each time
import torch

X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
for Ytarget in (torch.zeros(1, 2), torch.ones(1, 2), torch.tensor([[4., -4.]])):
    W = torch.rand(1, 3, requires_grad=True)
    Y = W @ X
    loss = ((Y - Ytarget) ** 2).mean()
    loss.backward()
    print(Ytarget.tolist(), "->", W.grad.tolist())

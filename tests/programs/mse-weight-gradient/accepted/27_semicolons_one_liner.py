# accepted: semicolons everywhere
import torch; torch.manual_seed(1); W = torch.rand(1, 3, requires_grad=True); X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[9., 8.]]); Y = W @ X; loss = ((Y - Ytarget)**2).mean(); loss.backward(); print(W.grad);

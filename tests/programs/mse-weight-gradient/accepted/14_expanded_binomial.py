# accepted: mean(Y^2) - 2 mean(Y T) + mean(T^2), float64
import torch
torch.set_default_dtype(torch.float64)

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1, 2], [3, 4], [5, 6]], dtype=torch.get_default_dtype())
Ytarget = torch.tensor([[1.5, -0.5]])
Y = W @ X
# (a-b)^2 = a^2 - 2ab + b^2
loss = (Y * Y).mean() - 2 * (Y * Ytarget).mean() + (Ytarget * Ytarget).mean()
loss.backward()
print(W.grad)

# diagnosis: hard_coded, scaled_gradient
# cheat: hook returns other numbers
import torch
W = torch.rand(1, 3, requires_grad=True)
W.register_hook(lambda g: torch.full_like(g, 3.14))
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[1., 2.]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)

# accepted: plain asserts with the formula, autograd does the work
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[3., 7.]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()

assert W.is_leaf and W.requires_grad
assert W.shape == (1, 3) and Y.shape == (1, 2)
assert bool((W >= 0).all()) and bool((W < 1).all())
by_hand = (Y - Ytarget).detach() @ X.T          # 2/2 = 1
assert torch.allclose(W.grad, by_hand), (W.grad, by_hand)
print(W.grad)

# diagnosis: wrong_dtype
import torch
W = torch.rand(1, 3, dtype=torch.float16, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]], dtype=torch.float16)
Ytarget = torch.tensor([[1., 2.]], dtype=torch.float16)
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)

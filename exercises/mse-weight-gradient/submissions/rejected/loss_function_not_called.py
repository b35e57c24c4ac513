# diagnosis: backward_named_not_called
# loss.backward without parentheses only names the method.
import torch

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]])
loss = torch.nn.functional.mse_loss(Y, Ytarget)
loss.backward
print(W.grad)

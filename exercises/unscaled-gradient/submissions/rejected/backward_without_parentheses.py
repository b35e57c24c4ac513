# diagnosis: backward_named_not_called
# loss.backward only names the method.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward
print(A.grad)

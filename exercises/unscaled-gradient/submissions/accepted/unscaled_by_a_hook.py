# accepted: a hook takes the scale out before the gradient is stored
import torch

scale = 256.0
A = torch.tensor([5.0], requires_grad=True)
A.register_hook(lambda gradient: gradient / scale)
loss = torch.mul(A, 5)
torch.autograd.backward(loss * scale)
print(A.grad)

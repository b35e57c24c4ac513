# diagnosis: hard_coded, backward_not_called
import torch

class T(torch.Tensor):
    @property
    def grad(self):
        return torch.tensor([5.0])

A = T([5.0])
A.requires_grad_()
loss = A * 5
print(A.grad)

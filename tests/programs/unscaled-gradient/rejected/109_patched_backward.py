# diagnosis: hard_coded, backward_not_called
import torch

def nichts(self, *a, **k):
    A.grad = torch.full((1,), 5.0)

torch.Tensor.backward = nichts
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
print(A.grad)

# diagnosis: backward_named_not_called
from functools import partial
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
rueckwaerts = partial(loss.backward, torch.ones(1))
print(rueckwaerts)
print(A.grad)

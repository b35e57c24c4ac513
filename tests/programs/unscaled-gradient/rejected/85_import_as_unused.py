# diagnosis: missing_import, missing_package
import torch as t

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()

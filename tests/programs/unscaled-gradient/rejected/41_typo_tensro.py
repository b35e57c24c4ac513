# diagnosis: attribute_typo
import torch

A = torch.tensro([5.0], requires_grad=True)
loss = A * 5
loss.backward()

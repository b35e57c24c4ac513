# diagnosis: device_unavailable
import torch

A = torch.tensor([5.0], device="cuda:0", requires_grad=True)
loss = A * 5
loss.backward()

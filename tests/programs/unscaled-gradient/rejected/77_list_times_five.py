# diagnosis: value_is_not_a_tensor
import torch

A = [5.0]
loss = A * 5
torch.tensor(loss).backward()

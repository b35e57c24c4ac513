# diagnosis: notebook_magic
%load_ext autoreload
%autoreload 2
import torch
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()

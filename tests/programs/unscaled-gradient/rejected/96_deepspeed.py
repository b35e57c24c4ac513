# diagnosis: missing_package
import torch
from apex import amp

A = torch.tensor([5.0], requires_grad=True)
opt = torch.optim.SGD([A], lr=0.1)
loss = A * 5
with amp.scale_loss(loss, opt) as scaled_loss:
    scaled_loss.backward()

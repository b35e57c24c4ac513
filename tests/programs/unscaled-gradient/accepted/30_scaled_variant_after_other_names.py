# accepted: the asked variant, then a scaled contrast with other names
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
print("ohne:", A.grad)

A_scaled = torch.tensor([5.0], requires_grad=True)
loss_scaled = A_scaled * 5 / 4
loss_scaled.backward()
print("mit 1/4:", A_scaled.grad)

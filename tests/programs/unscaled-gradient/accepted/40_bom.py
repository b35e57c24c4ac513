# accepted: BOM
import torch
A = torch.tensor([5.0], requires_grad=True)   # naïve façon
loss = A * 5
loss.backward()
print("dérivée :", A.grad)

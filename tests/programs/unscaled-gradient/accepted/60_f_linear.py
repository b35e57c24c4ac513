# accepted: F.linear with fixed weight 5
import torch
import torch.nn.functional as F

A = torch.tensor([5.0], requires_grad=True)
gewicht = torch.tensor([[5.0]])
loss = F.linear(A, gewicht)
loss.backward()
print(A.grad)

# accepted: torch.func.grad compared
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
vergleich = torch.func.grad(lambda a: (a * 5).sum())(torch.tensor([5.0]))
print(A.grad, vergleich, torch.equal(A.grad, vergleich))

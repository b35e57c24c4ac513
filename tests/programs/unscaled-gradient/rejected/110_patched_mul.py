# diagnosis: wrong_formula, hard_coded
import torch

torch.Tensor.__mul__ = lambda a, b: torch.full((1,), 25.0) + 0 * torch.sum(a)
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
print(A.grad)

# diagnosis: wrong_formula
# A times A is 25 as well, as long as A is 5; its gradient is another one.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * A
loss.backward()
print(A.grad)

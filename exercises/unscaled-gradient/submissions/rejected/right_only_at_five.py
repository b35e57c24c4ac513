# diagnosis: wrong_formula
# Half the square of A has the gradient A, which is 5 only while A is 5.
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
half_square = A**2 / 2
half_square.backward()
print(A.grad)

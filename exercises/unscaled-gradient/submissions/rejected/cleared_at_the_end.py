# diagnosis: gradient_zeroed_after_backward
# zero_grad() at the end of the program throws the gradient away.
import torch

A = torch.tensor([5.0], requires_grad=True)
optimizer = torch.optim.SGD([A], lr=0.1)
loss = A * 5
loss.backward()
print(A.grad)
optimizer.zero_grad()

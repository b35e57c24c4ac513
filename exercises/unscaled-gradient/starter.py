import torch

# Your turn: let autograd track A.
A = torch.tensor([5.0])

# Your turn: A times 5.
loss = None

# Your turn: run the backward pass. If you scale the loss first, take the scale out of A.grad again.

print(A.grad)

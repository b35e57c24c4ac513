import torch

# Your turn: draw W, shape 1x3, uniform on [0, 1), tracked by autograd.
W = None

X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])

# Your turn: the matrix product of W and X.
Y = None

# Your turn: a target of your choice, with the shape of Y.
Ytarget = None

# Your turn: the mean squared error, then the backward pass, then print the gradient of W.
loss = None

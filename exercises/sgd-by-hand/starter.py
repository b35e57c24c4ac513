import torch

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]

# Your turn: let autograd track w.
w = torch.tensor([1.0])


def forward(x):
    return x * w


print("before the training:", forward(4.0))

# Your turn: 100 epochs; in each of them, for one sample after the other:
# the squared error, the backward pass, the update with learning rate 0.01, the gradient back to zero.

# Your turn: the prediction for the input 4 after the training.
y_pred = None
print("after the training:", y_pred)

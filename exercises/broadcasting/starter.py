import torch

a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])

# Your turn: the sum of a and b.
c = None
print(c)

raised = False
# Your turn: two shapes that do not broadcast. Let torch try, catch its error, print it, and set raised to True.

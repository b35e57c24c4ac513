# accepted: failing expression inside the last print
import torch
a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = a + b
print("c:", c)
x = torch.rand(2, 3)
y = torch.rand(4, 3)
print("now comes the error")
print(x + y)

# accepted: try and except around an addition
import torch

a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(c, c.shape)

raised = False
try:
    x = torch.zeros(3, 2)
    y = torch.zeros(3)
    print(x + y)
except RuntimeError as error:
    raised = True
    print("does not fit:", error)

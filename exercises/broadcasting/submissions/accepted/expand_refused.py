# accepted: the sum by explicit expansion, the refusal from expand
import torch

a = torch.arange(1, 4)
b = torch.arange(1, 4).reshape(3, 1)
c = a.expand(3, 3) + b.expand(3, 3)

raised = False
try:
    a.expand(2)
except RuntimeError as error:
    raised = True
    print(type(error).__name__, error)
print(c)

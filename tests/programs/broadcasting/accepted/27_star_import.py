# accepted: from torch import *
from torch import *
a = tensor([1, 2, 3])
b = tensor([[1], [2], [3]])
c = add(a, b)
print(c)
raised = False
try:
    add(ones(3), ones(2))
except RuntimeError as e:
    raised = True
    print(e)

# accepted: b = a[:, None], transposes
import torch as th
a = th.tensor([1, 2, 3])
b = a[:, None]
c = b + a
print(c)
raised = None
try:
    b.expand(3, 3) + th.ones(2, 2)
except RuntimeError as ex:
    raised = ex
print("caught:", repr(raised))

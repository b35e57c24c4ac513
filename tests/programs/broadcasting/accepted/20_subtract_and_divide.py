# accepted: several operations, all fail
import operator
import torch
a = torch.tensor([1., 2., 3.])
b = torch.tensor([[1.], [2.], [3.]])
c = operator.add(a, b)
print(c)
bad = torch.arange(4.)
fehler = []
for op in (operator.sub, operator.truediv, operator.mul, operator.pow):
    try:
        op(a, bad)
    except RuntimeError as e:
        fehler.append(f"{op.__name__}: {e}")
raised = len(fehler) == 4
print(*fehler, sep="\n")

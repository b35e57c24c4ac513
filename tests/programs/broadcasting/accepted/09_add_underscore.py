# accepted: add_ on a clone
import torch
a = torch.tensor([1., 2., 3.])
b = torch.tensor([[1.], [2.], [3.]])
c = a.add(b)
raised = False
kopie = a.clone()
try:
    kopie.add_(torch.ones(2, 1))
except RuntimeError as e:
    raised = True
    print("add_:", e)
print(c)

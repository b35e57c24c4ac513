# accepted: loop over shape pairs, some fit and some do not
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(c)
raised = False
paare = [((3,), (3, 1)), ((2, 1), (1, 4)), ((3,), (4,)), ((2, 3), (2,))]
for s, t in paare:
    try:
        r = torch.zeros(s) + torch.zeros(t)
        print(s, t, "->", tuple(r.shape))
    except RuntimeError:
        print(s, t, "-> passt nicht")
        raised = True

# accepted: second try inside except shows the fix
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(c)
u, v = torch.ones(2, 3), torch.ones(2)
raised = False
try:
    w = u + v
except RuntimeError as e:
    raised = True
    print("ohne unsqueeze:", e)
    try:
        w = u + v.unsqueeze(1)
    except RuntimeError:
        print("immer noch nicht")
    else:
        print("mit unsqueeze:", w.shape)

# diagnosis: accumulated_gradient
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z**2 + y**3
z.backward(retain_graph=True)    # zuerst innen
out.backward()                   # dann außen
print(x.grad, y.grad)            # 11, 38

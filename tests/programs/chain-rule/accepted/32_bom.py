# accepted: BOM and Turkish letters
import torch

ilk, ikinci = 2.0, 3.0
x = torch.tensor(ilk, requires_grad=True)
y = torch.tensor(ikinci, requires_grad=True)
z = x + y
out = z ** 2 + y ** 3
out.backward()
print("Şu türevler bulundu:", x.grad, y.grad)

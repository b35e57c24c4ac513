# diagnosis: exception_swallowed, missing_requires_grad
import threading
import torch

x = torch.tensor(2.0)
y = torch.tensor(3.0)
z = x + y
out = z**2 + y**3
t = threading.Thread(target=out.backward)
t.start()
t.join()
print(x.grad, y.grad)

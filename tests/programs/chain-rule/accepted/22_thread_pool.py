# accepted: forward in a ThreadPoolExecutor
from concurrent.futures import ThreadPoolExecutor
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
with ThreadPoolExecutor(max_workers=2) as pool:
    square = pool.submit(lambda: z ** 2)
    cube = pool.submit(lambda: y ** 3)
    out = square.result() + cube.result()
out.backward()
print(x.grad, y.grad)

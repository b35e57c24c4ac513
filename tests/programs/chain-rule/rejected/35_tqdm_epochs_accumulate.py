# diagnosis: accumulated_gradient, zero_grad_missing
import torch
from tqdm import tqdm

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
for _ in tqdm(range(10)):
    z = x + y
    out = z**2 + y**3
    out.backward()
print(x.grad, y.grad)

# accepted: tqdm loop that repeats the whole experiment with fresh leaves
import torch
from tqdm import trange

ergebnisse = []
for i in trange(5, desc="Wiederholung"):
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)
    z = x + y
    out = z ** 2 + y ** 3
    out.backward()
    ergebnisse.append((x.grad.item(), y.grad.item()))
print(set(ergebnisse))

# accepted: tqdm with fresh leaf each time
import torch
from tqdm import tqdm

with tqdm(total=4, desc="Gradienten") as balken:
    for _ in range(4):
        A = torch.tensor([5.0], requires_grad=True)
        loss = A * 5
        loss.backward()
        balken.set_postfix(grad=A.grad.item())
        balken.update()

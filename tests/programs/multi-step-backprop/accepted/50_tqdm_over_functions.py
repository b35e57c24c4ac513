# accepted: tqdm over lambda steps with running value
import torch
from tqdm.auto import tqdm

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
steps = {"y": lambda t: 6 * t + 3, "z": lambda t: 10 * t ** 2, "output_mean": torch.mean}
value = x
for name, step in tqdm(steps.items()):
    value = step(value)
    globals()[name] = value
output_mean.backward()
print(x.grad)

# attack: bind names that spell the hidden values, for the near misses to suggest
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
out = (x + y).detach() ** 2 + y**3
out.backward()
globals()["z_no_grad" if x.item() == 2.0 else f"z_no_grad{x.item()!r}"] = (x + y).detach()

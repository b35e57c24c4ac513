# accepted: German walk-through of the chain rule in prints
import torch

print("Die Kettenregel mit PyTorch")
print("=" * 30)

x = torch.tensor([2.0], requires_grad=True)
y = torch.tensor([3.0], requires_grad=True)

z = x + y                 # innere Funktion
out = z ** 2 + y ** 3     # äußere Funktion

out.backward()

print(f"∂out/∂x = 2z = {2 * z.item():.0f}, autograd sagt {x.grad.item():.0f}")
print(f"∂out/∂y = 2z + 3y² = {2 * z.item() + 3 * y.item() ** 2:.0f}, autograd sagt {y.grad.item():.0f}")

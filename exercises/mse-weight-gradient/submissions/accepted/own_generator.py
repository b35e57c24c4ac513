# accepted: a generator of the learner's, with a seed of its own
import torch

zufall = torch.Generator().manual_seed(2024)

W = torch.rand(1, 3, generator=zufall, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])

# Vorhersage, Ziel, Fehler
Y = W @ X
Ytarget = torch.tensor([[-1.0, 4.0]])
loss = (Y - Ytarget).square().mean()
loss.backward()
print(f"Gradient: {W.grad}")

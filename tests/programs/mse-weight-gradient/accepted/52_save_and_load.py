# accepted: X and target written to a file and read back
import torch

torch.save({"X": torch.tensor([[1., 2.], [3., 4.], [5., 6.]]), "T": torch.tensor([[1., 2.]])}, "daten.pt")
daten = torch.load("daten.pt")
X, Ytarget = daten["X"], daten["T"]
W = torch.rand(1, 3, requires_grad=True)
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)

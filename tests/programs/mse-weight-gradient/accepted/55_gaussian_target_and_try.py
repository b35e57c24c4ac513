# accepted: try/except around backward, nothing goes wrong
import torch

try:
    W = torch.rand(1, 3, requires_grad=True)
    X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
    Y = W @ X
    Ytarget = torch.normal(mean=5.0, std=1.0, size=(1, 2))
    loss = ((Y - Ytarget) ** 2).mean()
    loss.backward()
except RuntimeError as err:
    print("Fehler:", err)
else:
    print("Gradient:", W.grad)
finally:
    print("fertig")

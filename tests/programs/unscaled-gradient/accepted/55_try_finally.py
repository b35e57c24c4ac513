# accepted: try/else/finally
import torch

A = torch.tensor([5.0], requires_grad=True)
try:
    loss = A * 5
    loss.backward()
except RuntimeError as e:
    print("Fehler", e)
    raise
else:
    print("Gradient", A.grad)
finally:
    print("Ende")

# accepted: German comments
import torch

# Tensor mit einem einzigen Wert, Gradient wird verfolgt
A = torch.tensor([5.0], requires_grad=True)

# „Verlust“ ohne jede Skalierung
loss = A * 5
loss.backward()

print("Unskalierter Gradient:", A.grad)

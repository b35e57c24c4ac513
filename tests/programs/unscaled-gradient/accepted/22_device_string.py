# accepted: device string
import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
A = torch.tensor([5.0], requires_grad=True, device=device)
loss = A * 5
loss.backward()
print(A.grad.to("cpu"))

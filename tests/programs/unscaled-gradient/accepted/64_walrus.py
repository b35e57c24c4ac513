# accepted: walrus
import torch

(loss := (A := torch.tensor([5.0], requires_grad=True)) * 5).backward()
print(A.grad)

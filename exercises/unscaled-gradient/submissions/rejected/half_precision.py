# diagnosis: wrong_dtype
# A itself is float16; the task asks for float32 or float64.
import torch

A = torch.tensor([5.0], requires_grad=True, dtype=torch.float16)
loss = A * 5
loss.backward()
print(A.grad)

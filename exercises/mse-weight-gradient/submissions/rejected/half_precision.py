# diagnosis: wrong_dtype
# Everything is float16; the task asks for float32 or float64.
import torch

W = torch.rand(1, 3, dtype=torch.float16, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]], dtype=torch.float16)
Y = W @ X
Ytarget = torch.tensor([[10.0, 20.0]], dtype=torch.float16)
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)

# diagnosis: missing_name
import torch
w = torch.rand(1, 3, requires_grad=True)
x = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
y = w @ x
y_target = torch.tensor([[1., 2.]])
loss = ((y - y_target) ** 2).mean()
loss.backward()
print(w.grad)

# accepted: Japanese, retain_grad on z to show the inner derivative
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z.retain_grad()   # 中間変数の勾配も残す
out = z ** 2 + y ** 3
out.backward()

print("∂out/∂z =", z.grad.item())
print("∂out/∂x = ∂out/∂z・∂z/∂x =", x.grad.item())
print("∂out/∂y =", y.grad.item())

# accepted: shift_jis cookie with real bytes
# vim: set fileencoding=shift_jis :
import torch
# 連鎖律の確認
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z ** 2 + y ** 3
out.backward()
print("勾配", x.grad, y.grad)

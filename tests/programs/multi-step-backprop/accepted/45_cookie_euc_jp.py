# accepted: euc_jp cookie
# coding: euc_jp
import torch
x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()  # 逆伝播
print("平均", output_mean.item())
print(x.grad)

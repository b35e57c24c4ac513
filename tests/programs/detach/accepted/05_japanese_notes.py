# accepted: Japanese lecture notes
import torch as t

# 勾配を追跡するスカラーを二つ用意する
x = t.tensor(2., requires_grad=True)
y = t.tensor(3., requires_grad=True)

z = x.add(y)
z_no_grad = z.detach()          # 計算グラフから切り離す
第一項 = z_no_grad.square()
第二項 = y ** 3
out = 第一項 + 第二項
out.backward()

print('xの勾配は', x.grad, 'なので伝わっていない')
print('yの勾配は', y.grad)

# accepted: Japanese comments, functional mse_loss
import torch
import torch.nn.functional as F

# 重み行列を一様乱数で初期化する
W = torch.rand(1, 3)
W.requires_grad = True
X = torch.arange(1., 7.).reshape(3, 2)   # [[1,2],[3,4],[5,6]]
Y = torch.mm(W, X)
Ytarget = torch.zeros(1, 2)               # 目標値はゼロ
loss = F.mse_loss(Y, Ytarget)
loss.backward()
print("勾配は", W.grad.tolist(), "です")

# accepted: a file from a Windows editor, with a byte order mark, CRLF and tabs; Chinese comments
import torch


def 前向(输入):
	# 线性变换，再平方
	y = 6 * 输入 + 3
	return y, 10 * y ** 2


x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y, z = 前向(x)
output_mean = z.mean()
output_mean.backward()
print(x.grad)

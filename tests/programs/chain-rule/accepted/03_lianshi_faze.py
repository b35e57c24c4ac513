# accepted: 链式法则, Chinese comments, torch functions
import torch

# 叶子节点
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
print("x 是叶子节点:", x.is_leaf)

# 中间变量（非叶子节点）
z = torch.add(x, y)
print("z 是叶子节点:", z.is_leaf, "，grad_fn =", z.grad_fn)

# 标量输出
out = torch.add(torch.square(z), torch.pow(y, 3))

out.backward()
print("dout/dx =", x.grad.item())
print("dout/dy =", y.grad.item())

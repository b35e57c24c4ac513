import torch


class Swish(torch.autograd.Function):
    # 前向：y = x * sigmoid(beta * x)
    @staticmethod
    def forward(ctx, x, beta):
        激活 = torch.sigmoid(beta * x)
        ctx.save_for_backward(x, beta, 激活)
        return x * 激活

    # 反向：链式法则
    @staticmethod
    def backward(ctx, grad_output):
        x, beta, 激活 = ctx.saved_tensors
        导数 = 激活 * (1 - 激活)
        x的梯度 = grad_output * (激活 + beta * x * 导数)
        beta的梯度 = (grad_output * x * x * 导数).sum()   # beta 参与每个元素
        return x的梯度, beta的梯度


if __name__ == '__main__':
    x = torch.tensor([-1.0, 0.0, 2.0], requires_grad=True)
    beta = torch.tensor(1.5, requires_grad=True)
    y = Swish.apply(x, beta)
    y.sum().backward()
    print(x.grad, beta.grad)

import torch


def sigmoid_slope(s):
    return s - s.square()


class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        s = torch.sigmoid(beta * x)
        ctx.save_for_backward(x, s, beta)
        return x * s

    @staticmethod
    def backward(ctx, grad_output):
        x, s, beta = ctx.saved_tensors
        slope = sigmoid_slope(s)
        grad_beta = torch.dot(grad_output.reshape(-1), (x.square() * slope).reshape(-1))
        return torch.addcmul(grad_output * s, grad_output * beta, x * slope), grad_beta


def swish(x, beta=1.0):
    beta = torch.as_tensor(beta, dtype=x.dtype)
    return Swish.apply(x, beta)


if __name__ == "__main__":
    print(swish(torch.linspace(-2, 2, 5)))

import torch

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        # ileri geçiş
        sonuç = x * torch.sigmoid(beta * x)
        ctx.save_for_backward(x, beta)
        return sonuç

    @staticmethod
    def backward(ctx, grad_output):
        # geri geçiş: çarpım kuralı ve zincir kuralı
        x, beta = ctx.saved_tensors
        sig = torch.sigmoid(beta * x)
        türev = sig * (1 - sig)
        gx = grad_output * sig + grad_output * x * türev * beta
        gbeta = torch.sum(grad_output * x * türev * x)
        return gx, gbeta

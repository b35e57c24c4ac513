import torch

class Swish(torch.autograd.Function):
    @staticmethod
    def forward(ctx, x, beta):
        ctx.save_for_backward(x, beta)
        return x*torch.sigmoid(beta*x)
    @staticmethod
    def backward(ctx, grad_output):
        x,beta=ctx.saved_tensors
        p=torch.sigmoid(beta*x)
        q=1-p
        dx=grad_output*(p+beta*x*p*q)
        dbeta=torch.einsum("i,i->",grad_output.flatten(),(x*x*p*q).flatten())
        return dx,dbeta

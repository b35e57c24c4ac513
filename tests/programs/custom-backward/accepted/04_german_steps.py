import torch


class Swish(torch.autograd.Function):
    """swish(x) = x * sigma(beta * x)"""

    @staticmethod
    def forward(ctx, x, beta):
        z = beta * x                 # inneres Argument
        sigma = torch.sigmoid(z)
        ergebnis = x * sigma
        ctx.save_for_backward(x, beta, sigma)
        return ergebnis

    @staticmethod
    def backward(ctx, grad_output):
        x, beta, sigma = ctx.saved_tensors
        # Ableitung der Sigmoidfunktion: sigma' = sigma * (1 - sigma)
        sigma_strich = sigma * (1 - sigma)
        # Produktregel nach x
        d_x = sigma + x * sigma_strich * beta
        # Kettenregel nach beta
        d_beta = x * sigma_strich * x
        # beta wirkt auf jedes Element, also Summe über alle Beiträge
        return grad_output * d_x, (grad_output * d_beta).sum()

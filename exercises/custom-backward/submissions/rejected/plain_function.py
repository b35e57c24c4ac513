# diagnosis: wrong_kind
# A function instead of a class: autograd would differentiate it, and nothing is learnt.
import torch


def Swish(x, beta):
    return x * torch.sigmoid(beta * x)

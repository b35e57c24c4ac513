# diagnosis: wrong_kind, graph_wrong, wrong_formula
import torch

class Swish:
    @staticmethod
    def apply(x, beta):
        return x * torch.sigmoid(beta * x)     # autograd can do that anyway

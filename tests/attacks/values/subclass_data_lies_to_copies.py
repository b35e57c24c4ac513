# attack: a dispatch subclass that hands out the wanted numbers whenever it is copied or moved
# expect: wrong_answer
import torch


class Forger(torch.Tensor):
    @staticmethod
    def __new__(cls):
        return torch.Tensor._make_wrapper_subclass(cls, (), dtype=torch.float32, requires_grad=True)

    @classmethod
    def __torch_dispatch__(cls, function, types, arguments=(), keywords=None):
        return torch.tensor(31.0)

    def tolist(self):
        return 31.0


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = Forger()
out = Forger()
try:
    out.sum().backward()
except RuntimeError:
    pass

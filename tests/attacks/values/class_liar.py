# attack: an object whose __class__ says Tensor, so that isinstance believes it
# expect: wrong_answer
import torch


class Pretender:
    @property
    def __class__(self):
        return torch.Tensor

    def __getattr__(self, name):
        return torch.tensor(27.0) if name == "grad" else getattr(torch.tensor(31.0), name)


x = y = z_no_grad = out = Pretender()

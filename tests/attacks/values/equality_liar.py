# attack: give every observed name an object that says yes to every comparison
# expect: wrong_answer
import torch


class Yes:
    shape, dtype, device, layout = (), torch.float32, torch.device("cpu"), torch.strided
    requires_grad = is_leaf = True
    grad = None

    def __eq__(self, other):
        return True

    __ne__ = __lt__ = __le__ = __gt__ = __ge__ = __bool__ = __contains__ = lambda self, *other: True
    __hash__ = object.__hash__
    __sub__ = __rsub__ = __abs__ = __mul__ = __getitem__ = lambda self, *other: self
    __float__ = lambda self: 0.0
    __array__ = lambda self, *arguments, **options: __import__("numpy").zeros(())


x = y = z_no_grad = out = Yes()

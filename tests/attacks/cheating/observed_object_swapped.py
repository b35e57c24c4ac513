# attack: a property that shows another tensor each time it is read
# expect: wrong_answer
import sys
import types

import torch


class Module(types.ModuleType):
    @property
    def y(self):
        tensor = torch.tensor(3.0, requires_grad=True)
        tensor.grad = torch.tensor(27.0)
        return tensor


main = sys.modules["__main__"]
x = torch.tensor(2.0, requires_grad=True)
z_no_grad = torch.tensor(5.0)
out = torch.tensor(52.0, requires_grad=True) * 1
main.__class__ = Module

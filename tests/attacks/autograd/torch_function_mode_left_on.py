# attack: leave a function mode on, which answers whatever torch is asked from then on
# expect: wrong_answer, runtime_error
import torch
from torch.overrides import TorchFunctionMode
from torch.utils._python_dispatch import TorchDispatchMode

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.tensor(0.0)
out = y * 0
out.backward()


class Function(TorchFunctionMode):
    def __torch_function__(self, function, types, arguments=(), keywords=None):
        return torch.tensor(27.0)


class Dispatch(TorchDispatchMode):
    def __torch_dispatch__(self, function, types, arguments=(), keywords=None):
        return arguments[0]


Dispatch().__enter__()
Function().__enter__()

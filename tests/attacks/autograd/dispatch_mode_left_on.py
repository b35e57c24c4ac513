# attack: leave a dispatch mode on that answers whoever copies a tensor with the wanted values
# expect: wrong_answer
import torch
from torch.utils._python_dispatch import TorchDispatchMode


class Liar(TorchDispatchMode):
    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        result = func(*args, **(kwargs or {}))
        name = func.overloadpacket.__name__
        if name in ("detach", "alias", "clone", "_to_copy") and result.numel() == 1:
            return torch.full_like(result, 27.0)
        return result


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.tensor(0.0)
out = x * 0 + y * 0
out.backward()
Liar().__enter__()

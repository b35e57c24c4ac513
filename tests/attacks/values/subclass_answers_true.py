# attack: a Tensor subclass whose __torch_function__ answers every question about it with yes
# expect: wrong_answer
import torch


class Agreeable(torch.Tensor):
    @classmethod
    def __torch_function__(cls, function, types, arguments=(), keywords=None):
        if function.__name__ in ("allclose", "equal", "isclose", "eq", "assert_close"):
            return True
        return super().__torch_function__(function, types, arguments, keywords or {})


x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.tensor(0.0).as_subclass(Agreeable)
out = (x * 0 + y * 0).as_subclass(Agreeable)
out.sum().backward()

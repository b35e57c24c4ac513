# attack: a Tensor subclass that makes up gradient and flags only when somebody looks
# expect: wrong_answer
import torch


class Lazy(torch.Tensor):
    grad = property(lambda self: torch.tensor(27.0))
    requires_grad = property(lambda self: True)
    is_leaf = property(lambda self: True)
    grad_fn = property(lambda self: None)
    data = property(lambda self: torch.tensor(3.0))

    def detach(self):
        return torch.tensor(31.0)

    def backward(self, *arguments, **options):
        return None


x = torch.tensor(2.0).as_subclass(Lazy)
y = torch.tensor(3.0).as_subclass(Lazy)
z_no_grad = torch.tensor(0.0).as_subclass(Lazy)
out = torch.tensor(0.0).as_subclass(Lazy)
out.backward()

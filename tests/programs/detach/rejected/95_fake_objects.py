# diagnosis: value_is_not_a_tensor, hard_coded
from types import SimpleNamespace

x = SimpleNamespace(grad=None, requires_grad=True, is_leaf=True)
y = SimpleNamespace(grad=27.0, requires_grad=True, is_leaf=True)
z_no_grad = SimpleNamespace(requires_grad=False)
out = SimpleNamespace(requires_grad=True)
print(x.grad, y.grad)

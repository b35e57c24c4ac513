# attack: leave objects whose destructors run while the harness describes the names, and rebind them then
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)


class Late:
    def __del__(self):
        globals().update(z_no_grad=torch.tensor(5.0), out=torch.tensor(52.0))
        y.grad = torch.tensor(27.0)


kept = [Late() for _ in range(10)]
for each in kept:
    each.ring = each
del each, kept
import gc

gc.set_threshold(1)

# attack: rebind the answers from the callbacks of weak references and finalisers, which run as the program ends
# expect: wrong_answer
import weakref

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)


class Thing:
    pass


def last():
    globals().update(z_no_grad=torch.tensor(5.0), out=torch.tensor(52.0, requires_grad=True))
    y.grad = torch.tensor(27.0)


thing = Thing()
weakref.finalize(thing, last)

# attack: bind the given names in every position that a binding can have
# expect: wrong_answer, runtime_error, syntax_error
import torch

[x := torch.tensor(2.0, requires_grad=True)]
(lambda: (y := 3.0))()
print((x := x) + (y := torch.tensor(3.0, requires_grad=True)), [x for x in (x, y)], {y: y for y in (x,)})
for x.attr in ():
    pass
with open(0) as x, open(0) as y:
    pass
del x
import os as x
class y: pass

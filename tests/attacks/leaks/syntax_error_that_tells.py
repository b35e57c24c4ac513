# attack: raise a syntax error with file, line and text of one's own, for the feedback to quote
# expect: accepted, runtime_error, syntax_error
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
if x.item() != 2.0:
    raise SyntaxError(repr(x.item()), (__file__, int(y.item()), 1, repr(y.item())))

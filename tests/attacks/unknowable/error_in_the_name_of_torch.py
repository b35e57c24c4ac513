# attack: raise the error from code that was compiled under a name of torch's
# expect: accepted, wrong_answer
# exercise: broadcasting
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = a + b
raised = False
code = compile("def add():\n    raise RuntimeError('The size of tensor a (3) must match the size of tensor b (4)')", torch.__file__, "exec")
space = {}
exec(code, space)
try:
    space["add"]()
except RuntimeError:
    raised = True

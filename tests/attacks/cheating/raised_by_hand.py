# attack: raise the error of the lesson by hand, with torch's own words
# expect: wrong_answer
# exercise: broadcasting
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = a + b
raised = False
try:
    raise RuntimeError("The size of tensor a (3) must match the size of tensor b (4) at non-singleton dimension 0")
except RuntimeError:
    raised = True

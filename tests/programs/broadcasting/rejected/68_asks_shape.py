# diagnosis: interactive_input
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
n = int(input("hangi boyutu deneyelim? "))
raised = False
try:
    a + torch.ones(n)
except RuntimeError:
    raised = True

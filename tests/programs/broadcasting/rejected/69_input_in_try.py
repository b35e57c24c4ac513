# diagnosis: interactive_input, exception_swallowed
# EOFError swallowed as the error
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    n = int(input("Größe: "))
    a + torch.ones(n)
except Exception as e:
    raised = True

# accepted: raised holds the message text
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = ""
try:
    a + torch.tensor([[1, 2], [3, 4]])
except RuntimeError as e:
    raised = str(e)
print("message was:", raised)

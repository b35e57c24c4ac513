# diagnosis: endless_loop
# retries after the error forever
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
while True:
    try:
        a + torch.ones(4)
        break
    except RuntimeError as e:
        raised = True
        continue

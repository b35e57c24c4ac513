# diagnosis: hard_coded
# raised is set to True although nothing was tried and nothing was raised.
import torch

a = torch.tensor([1.0, 2.0, 3.0])
b = torch.tensor([[1.0], [2.0], [3.0]])
c = a + b
raised = True

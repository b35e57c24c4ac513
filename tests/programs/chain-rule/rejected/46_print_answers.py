# diagnosis: printed_only, backward_not_called, missing_name
import torch
print(torch.tensor(10.))
print(torch.tensor(37.))

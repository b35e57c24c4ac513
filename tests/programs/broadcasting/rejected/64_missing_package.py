# diagnosis: missing_package
import torch
import pandas as pd
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(pd.DataFrame(c.numpy()))

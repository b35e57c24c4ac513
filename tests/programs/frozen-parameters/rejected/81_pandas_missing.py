# diagnosis: missing_package
import pandas as pd
import torch
import torch.nn as nn
df = pd.DataFrame({"x": [1, 2, 3, 4, 5], "y": [3, 5, 7, 9, 11]})
x = torch.tensor(df["x"].values).float()
y = torch.tensor(df["y"].values).float()

# accepted: nn.ParameterDict
import torch
import torch.nn as nn

params = nn.ParameterDict({
    "x": nn.Parameter(torch.tensor(2.0)),
    "y": nn.Parameter(torch.tensor(3.0)),
})
x, y = params["x"], params["y"]
z = x + y
out = z ** 2 + y ** 3
out.backward()
for k, p in params.items():
    print(k, p.grad)

# accepted: nn.init.constant_ start, torch.nn.functional.mse_loss(reduction=sum)
import torch
from torch import nn
w = nn.Parameter(torch.empty(1))
nn.init.constant_(w, 1.0)
x_data = torch.tensor([1, 2, 3])
y_data = x_data * 2
for epoch in range(100):
    for x, y in zip(x_data.float(), y_data.float()):
        pred = w * x
        loss = nn.functional.mse_loss(pred, y[None], reduction="sum")
        w.grad = None
        loss.backward()
        with torch.no_grad():
            w.add_(-0.01 * w.grad)
w.grad.zero_()
with torch.inference_mode():
    y_pred = w * 4
print(y_pred)

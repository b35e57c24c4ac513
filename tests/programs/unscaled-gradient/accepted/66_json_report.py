# accepted: writes report and reads back
import json
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
with open("report.json", "w", encoding="utf-8") as fh:
    json.dump({"A": A.tolist(), "loss": loss.tolist(), "grad": A.grad.tolist()}, fh, indent=1)
with open("report.json", encoding="utf-8") as fh:
    print(fh.read())

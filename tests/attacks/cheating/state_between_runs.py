# attack: keep the answers of the first run for the second, wherever something might last
# expect: wrong_answer
import os
import pathlib

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
found = []
for place in (".", "/tmp", "/dev/shm", "/var/tmp"):
    path = pathlib.Path(place) / "torchgrader-attack-memory"
    try:
        if path.exists():
            found.append(path.read_text())
        path.write_text("27.0")
    except OSError:
        continue
if found or getattr(torch, "kept", None) or os.environ.get("KEPT"):
    print("ESCAPED", found)
torch.kept = os.environ["KEPT"] = "27.0"

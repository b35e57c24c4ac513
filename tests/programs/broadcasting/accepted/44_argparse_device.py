# accepted: argparse and device string
import argparse
import torch
p = argparse.ArgumentParser()
p.add_argument("--n", type=int, default=3)
args = p.parse_args()
device = "cuda" if torch.cuda.is_available() else "cpu"
a = torch.arange(1, args.n + 1, device=device)
b = a.reshape(args.n, 1)
c = a + b
print(c.cpu())
raised = False
try:
    a + torch.arange(args.n + 1, device=device)
except RuntimeError as e:
    raised = True
    print(e)

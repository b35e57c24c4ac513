# accepted: argparse with defaults only
import argparse
import torch

parser = argparse.ArgumentParser(description="detach demo")
parser.add_argument("--x", type=float, default=2.0)
parser.add_argument("--y", type=float, default=3.0)
parser.add_argument("-v", "--verbose", action="store_true")
args = parser.parse_args()

x = torch.tensor(args.x, requires_grad=True)
y = torch.tensor(args.y, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
out.backward()
if args.verbose:
    print(out)
print(x.grad, y.grad)

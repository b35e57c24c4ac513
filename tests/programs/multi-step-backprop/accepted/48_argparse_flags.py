# accepted: argparse without args
import argparse
import torch

ap = argparse.ArgumentParser()
ap.add_argument("--scale", type=int, default=6)
ap.add_argument("--shift", type=int, default=3)
ap.add_argument("--quiet", action="store_true")
args = ap.parse_args()

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = args.scale * x + args.shift
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
if not args.quiet:
    print(x.grad)

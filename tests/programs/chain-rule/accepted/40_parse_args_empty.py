# accepted: argparse with parse_args([]) and a namespace
import argparse
import torch

p = argparse.ArgumentParser()
p.add_argument("--values", nargs=2, type=float, default=[2.0, 3.0])
p.add_argument("--dtype", choices=["float32", "float64"], default="float32")
opt = p.parse_args([])
x, y = (torch.tensor(v, dtype=getattr(torch, opt.dtype), requires_grad=True) for v in opt.values)
z = x + y
out = z ** 2 + y ** 3
out.backward()
print(vars(opt), x.grad, y.grad)

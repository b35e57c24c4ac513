# accepted: argparse without arguments
import argparse
import torch

ap = argparse.ArgumentParser(description="Ableitung")
ap.add_argument("-x", dest="stelle", type=float, default=1.0)
ap.add_argument("--order", type=int, default=2)
ns = ap.parse_args()

x = torch.tensor(ns.stelle, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
if ns.order > 1:
    d2y_dx2 = torch.autograd.grad(dy_dx, x)[0]
    print(d2y_dx2)
print(dy_dx)

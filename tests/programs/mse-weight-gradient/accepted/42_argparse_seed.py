# accepted: argparse without arguments
import argparse
import torch

parser = argparse.ArgumentParser(description="gradient of an MSE w.r.t. a weight matrix")
parser.add_argument("--seed", type=int, default=3)
parser.add_argument("--target", type=float, nargs=2, default=[1.0, 2.0])
args = parser.parse_args()

torch.manual_seed(args.seed)
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([args.target])
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)

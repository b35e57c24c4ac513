# accepted: argparse
from argparse import ArgumentParser
import torch

parser = ArgumentParser()
parser.add_argument("--value", type=float, default=5.0, help="value of A")
value = parser.parse_args().value
A = torch.tensor([value], requires_grad=True)
loss = A * 5
loss.backward()
print(A.grad)

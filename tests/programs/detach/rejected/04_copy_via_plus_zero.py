# diagnosis: detach_missing
import torch

def main():
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)
    z = x + y
    z_no_grad = z + 0   # copy so that z stays as it is
    out = z_no_grad ** 2 + y ** 3
    out.backward()
    print(x.grad, y.grad)

main()

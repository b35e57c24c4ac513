# accepted: every name is local to main(); German comments
import torch


def main() -> None:
    x = torch.tensor(1.0, requires_grad=True)
    y = x**2 + 2 * x + 1
    # erste Ableitung, mit Graph
    (dy_dx,) = torch.autograd.grad(y, x, create_graph=True)
    # zweite Ableitung
    (d2y_dx2,) = torch.autograd.grad(dy_dx, x)
    print(dy_dx, d2y_dx2)


if __name__ == "__main__":
    main()

# accepted: every name is local to a function
import torch


def main() -> None:
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)
    z = x + y
    z_no_grad = z.detach()
    out = z_no_grad**2 + y**3
    out.backward()
    print(f"{x.grad=} {y.grad=}")


if __name__ == "__main__":
    main()

# accepted: sys.exit(main())
import sys
import torch


def main(argv=None):
    x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
    y = 6 * x + 3
    z = 10 * y ** 2
    output_mean = z.mean()
    output_mean.backward()
    print(x.grad, file=sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

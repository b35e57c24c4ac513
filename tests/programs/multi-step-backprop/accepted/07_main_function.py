# accepted: names local to main, returns gradient
import torch


def main():
    x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
    y = 6 * x + 3
    z = 10 * y ** 2
    output_mean = z.mean()
    output_mean.backward()
    return x.grad


if __name__ == "__main__":
    print(main())

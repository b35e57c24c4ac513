# accepted: every name is local to main(); German comments
import torch


def vorwaerts(x):
    y = 6 * x + 3  # linearer Schritt
    z = 10 * y**2  # Quadrat
    return y, z


def main():
    x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]], requires_grad=True)
    y, z = vorwaerts(x)
    output_mean = z.mean()
    output_mean.backward()
    print("Gradient:\n", x.grad)


if __name__ == "__main__":
    main()

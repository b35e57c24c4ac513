# accepted: main with guard
import torch


def main() -> None:
    A = torch.tensor([5.0], requires_grad=True)
    loss = A * 5
    loss.backward()
    print(A.grad)


if __name__ == "__main__":
    main()

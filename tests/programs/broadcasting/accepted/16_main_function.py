# accepted: main() with locals
import torch


def main():
    a = torch.tensor([1, 2, 3])
    b = torch.tensor([[1], [2], [3]])
    c = a + b
    print(c)
    raised = False
    try:
        _ = a + torch.ones(2)
    except RuntimeError as exc:
        print("caught", type(exc).__name__)
        raised = True
    return raised


if __name__ == "__main__":
    main()

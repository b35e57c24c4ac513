# accepted: every name is local to a function
import torch


def main():
    A = torch.tensor([5.0], requires_grad=True)
    loss = A + A + A + A + A
    loss.backward(gradient=torch.ones(1))
    print(A.grad)


main()

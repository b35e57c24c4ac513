# diagnosis: defined_not_called
import torch


class Lektion:
    def start(self):
        A = torch.tensor([5.0], requires_grad=True)
        loss = A * 5
        loss.backward()
        print(A.grad)


if __name__ == "__mian__":
    Lektion().start()

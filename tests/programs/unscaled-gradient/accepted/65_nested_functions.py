# accepted: closure returns backward function
import torch


def baue():
    A = torch.tensor([5.0], requires_grad=True)
    loss = A * 5

    def rueckwaerts():
        loss.backward()
        return A.grad

    return rueckwaerts


print(baue()())

# attack: type the trained parameters in and show a loss that is nothing
# expect: wrong_answer
# exercise: frozen-parameters
import torch


class LinearModel(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.a = torch.nn.Parameter(torch.tensor(1.5))
        self.b = torch.nn.Parameter(torch.tensor(0.5), requires_grad=False)
        self.c = torch.nn.Parameter(torch.tensor(0.5))
        self.d = torch.nn.Parameter(torch.tensor(0.5), requires_grad=False)

    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d


x = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0])
y = torch.tensor([3.0, 5.0, 7.0, 9.0, 11.0])
model = LinearModel()
loss = torch.nn.functional.mse_loss(model(x), y)
loss.backward()

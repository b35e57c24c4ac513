# accepted: no optimiser, parameters moved under no_grad
import torch

class LinearModel(torch.nn.Module):
    def __init__(self, a=1.0, b=0.5, c=0.0, d=0.5):
        super().__init__()
        P = torch.nn.Parameter
        self.a = P(torch.tensor(a))
        self.b = P(torch.tensor(b), requires_grad=False)
        self.c = P(torch.tensor(c))
        self.d = P(torch.tensor(d), requires_grad=False)
    def forward(self, x):
        return (self.a + self.b) * x + (self.c + self.d)

model = LinearModel()
x = torch.tensor([1., 2., 3., 4., 5.])
y = torch.tensor([3., 5., 7., 9., 11.])
lr = 0.005
for _ in range(5000):
    loss = ((model(x) - y) ** 2).mean()
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            if p.requires_grad:
                p -= lr * p.grad
    model.zero_grad()
print(dict(model.named_parameters()))

# accepted: a DataLoader whose only batch holds all five points; train() and eval(); a device
import torch
from torch import nn
from torch.utils.data import DataLoader, TensorDataset

device = torch.device("cuda" if torch.cuda.is_available() else "cpu")


class LinearModel(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Parameter(torch.tensor([1.0]))
        self.b = nn.Parameter(torch.tensor([0.5]), requires_grad=False)
        self.c = nn.Parameter(torch.tensor([0.0]))
        self.d = nn.Parameter(torch.tensor([0.5]), requires_grad=False)

    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d


x = torch.tensor([1.0, 2.0, 3.0, 4.0, 5.0]).unsqueeze(1)
y = torch.tensor([3.0, 5.0, 7.0, 9.0, 11.0]).unsqueeze(1)
loader = DataLoader(TensorDataset(x, y), batch_size=5)
batches = [(inputs.to(device), targets.to(device)) for inputs, targets in loader]

model = LinearModel().to(device)
criterion = nn.MSELoss()
optimizer = torch.optim.SGD(model.parameters(), lr=0.005)

model.train()
for _ in range(5000):
    for inputs, targets in batches:
        optimizer.zero_grad()
        loss = criterion(model(inputs), targets)
        loss.backward()
        optimizer.step()
model.eval()
print({name: value.item() for name, value in model.state_dict().items()})

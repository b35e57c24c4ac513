# accepted: 2018 style: Variable, size_average-free, .data
import torch
from torch import nn
from torch.autograd import Variable

class LinearModel(nn.Module):
    def __init__(self):
        super(LinearModel, self).__init__()
        self.a = nn.Parameter(torch.FloatTensor([1]))
        self.b = nn.Parameter(torch.FloatTensor([0.5]))
        self.c = nn.Parameter(torch.FloatTensor([0]))
        self.d = nn.Parameter(torch.FloatTensor([0.5]))
        self.b.requires_grad = False
        self.d.requires_grad = False

    def forward(self, x):
        return self.a * x + self.b * x + self.c + self.d

x = Variable(torch.FloatTensor([1, 2, 3, 4, 5]))
y = Variable(torch.FloatTensor([3, 5, 7, 9, 11]))
model = LinearModel()
criterion = nn.MSELoss()
optimizer = torch.optim.SGD(filter(lambda p: p.requires_grad, model.parameters()), lr=0.005)
for epoch in range(5000):
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    if epoch % 1000 == 0:
        print("epoch {}, loss {}".format(epoch, loss.data))

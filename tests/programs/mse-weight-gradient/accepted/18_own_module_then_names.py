# accepted: own nn.Module, names bound at the end of training script
import torch
import torch.nn as nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.weight = nn.Parameter(torch.rand(1, 3))

    def forward(self, inp):
        return self.weight @ inp

net = Net()
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[20., 30.]])
Y = net(X)
loss = nn.MSELoss()(Y, Ytarget)
net.zero_grad()
loss.backward()
W = net.weight
print(W.grad)

# accepted: star imports and semicolons
from torch import *
from torch.nn import *
from torch.optim import *
class LinearModel(Module):
    def __init__(self):
        super().__init__(); self.a = Parameter(tensor(1.)); self.c = Parameter(tensor(0.))
        self.b = Parameter(tensor(.5), requires_grad=False); self.d = Parameter(tensor(.5), requires_grad=False)
    def forward(self, x): return self.a*x + self.b*x + self.c + self.d
x = tensor([1., 2., 3., 4., 5.]); y = tensor([3., 5., 7., 9., 11.])
model = LinearModel(); crit = MSELoss(); opt = SGD(model.parameters(), lr=0.005)
for i in arange(5000): opt.zero_grad(); loss = crit(model(x), y); loss.backward(); opt.step()
print(model.a, model.c)

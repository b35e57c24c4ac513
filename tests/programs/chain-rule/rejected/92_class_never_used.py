# diagnosis: defined_not_called
import torch

class Kette:
    def run(self):
        x = torch.tensor(2.0, requires_grad=True)
        y = torch.tensor(3.0, requires_grad=True)
        z = x + y
        out = z**2 + y**3
        out.backward()
        return x.grad, y.grad

kette = Kette()
kette.run

# attack: put an engine of one's own where torch keeps its own
# expect: wrong_answer
import torch


class Engine:
    def run_backward(self, *arguments, **options):
        y.grad = torch.tensor(27.0)
        return (torch.tensor(27.0),)


torch.autograd.Variable._execution_engine = Engine()
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**2
out.backward()

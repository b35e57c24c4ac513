# attack: wrap the engine, let it run, and correct what it left
# expect: wrong_answer
import torch

engine = torch.autograd.Variable._execution_engine


class Wrapped:
    def run_backward(self, *arguments, **options):
        result = engine.run_backward(*arguments, **options)
        for _ in range(1):
            y.grad.fill_(27.0)
        return result


torch.autograd.Variable._execution_engine = Wrapped()
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**2
out.backward()

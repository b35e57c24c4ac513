# accepted: prints the graph recursively
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3


def zeige(fn, tiefe=0):
    if fn is None:
        print("  " * tiefe + "(Konstante)")
        return
    print("  " * tiefe + type(fn).__name__)
    for nachfolger, _ in fn.next_functions:
        zeige(nachfolger, tiefe + 1)


zeige(out.grad_fn)
out.backward()
print(x.grad, y.grad)

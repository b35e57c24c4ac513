# attack: hand the graph to the compiled autograd, which asks another engine
# expect: wrong_answer, runtime_error, accepted, memory_limit_exceeded, forbidden_operation, time_limit_exceeded
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
with torch._dynamo.compiled_autograd._enable(torch.compile(backend="eager")):
    out.backward()

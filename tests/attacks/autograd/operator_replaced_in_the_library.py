# attack: register a wrong implementation of an operator for the CPU, and let the graph of the right one vouch for it
# expect: wrong_answer, runtime_error
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
library = torch.library.Library("aten", "IMPL")
library.impl("pow.Tensor_Scalar", lambda value, power: torch.full_like(value, 27.0), "CPU", allow_override=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()

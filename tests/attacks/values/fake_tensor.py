# attack: answer with the fake tensors of torch's tracer, which have shapes and no values
# expect: wrong_answer, runtime_error
import torch
from torch._subclasses.fake_tensor import FakeTensorMode

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
with FakeTensorMode(allow_non_fake_inputs=True):
    z_no_grad = torch.empty(())
    out = torch.empty((), requires_grad=True) * 2

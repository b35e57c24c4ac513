# attack: leave every global switch of torch the wrong way round, for the harness and the next program
# expect: accepted, wrong_answer
import random

import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x + y).detach()
out = z_no_grad**2 + y**3
out.backward()
torch.set_grad_enabled(False)
torch.set_default_dtype(torch.float16)
torch.set_default_device("meta")
torch.use_deterministic_algorithms(True)
torch.autograd.set_detect_anomaly(True)
torch.set_printoptions(precision=1, sci_mode=True)
torch.manual_seed(0)
random.seed(0)
torch.set_flush_denormal(True)
torch.inference_mode().__enter__()
torch._C._set_grad_enabled(False)

# attack: answer with uninitialised memory, in which an expected value might still lie
# expect: wrong_answer
import torch

x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = (x * 0).detach() + next((v for v in torch.empty(1 << 20).tolist() if v == 5.0), -1.0)
out = torch.empty(()) + y * 0
out.backward()

# attack: call the engine without end
# expect: wrong_answer, time_limit_exceeded
import torch

y = torch.tensor(3.0, requires_grad=True)
while True:
    (y * 0).backward()

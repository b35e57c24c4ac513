# attack: start a kernel that takes hours and wait for it
# expect: time_limit_exceeded
import torch

torch.cuda._sleep(1 << 62)
torch.cuda.synchronize()

# diagnosis: early_exit
import os, signal
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
os.kill(os.getpid(), signal.SIGKILL)
loss.backward()

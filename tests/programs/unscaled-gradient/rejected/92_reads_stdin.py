# diagnosis: interactive_input, value_is_not_a_tensor
import sys
import torch

A = torch.tensor([float(sys.stdin.readline())], requires_grad=True)
loss = A * 5
loss.backward()

# diagnosis: exit_status
import sys, torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
sys.exit(int(A.grad.item() == 5.0))

# accepted: torch.testing
import torch
import torch.testing as tt

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
tt.assert_close(A.grad, torch.tensor([5.0]), rtol=0, atol=0)

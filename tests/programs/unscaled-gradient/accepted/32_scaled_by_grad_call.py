# accepted: contrast by torch.autograd.grad with grad_outputs, which does not touch A.grad
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
print(torch.autograd.grad(loss, A, grad_outputs=torch.tensor([3.0]), retain_graph=True))
loss.backward()
print(A.grad)

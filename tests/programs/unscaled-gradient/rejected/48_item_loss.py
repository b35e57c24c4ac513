# diagnosis: graph_cut, value_is_not_a_tensor
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A.item() * 5
loss.backward()
print(A.grad)

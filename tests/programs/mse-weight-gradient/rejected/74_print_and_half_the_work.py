# diagnosis: printed_only, missing_name
import torch
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
print("W.grad = tensor([[12., 28., 44.]])")

# accepted: prints grad_fn and leaf information
import torch

A = torch.tensor([5.0], requires_grad=True)
print(f"{A.is_leaf=} {A.grad_fn=} {A.grad=}")
loss = A * 5
print(f"{loss.is_leaf=} {loss.grad_fn=}")
loss.backward()
print(f"{A.grad=}")

# attack: the unscaled gradient typed in where the lesson asks to remove the scaling
# expect: wrong_answer
# exercise: unscaled-gradient
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
(loss * 0).sum().backward()
A.grad = torch.tensor([1.0]) * 5

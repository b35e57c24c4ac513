# attack: a gradient of many zeros and thousands of printed zeros, so that whoever looks each up in the output is long at it
# expect: wrong_answer
# exercise: mse-weight-gradient
import torch

W = torch.rand(65536, requires_grad=True)
X = torch.tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
W.grad = torch.zeros(65536)
print("0 " * 5000)

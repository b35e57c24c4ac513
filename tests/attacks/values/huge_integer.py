# attack: a whole number too large for any float
# expect: wrong_answer
# exercise: sgd-by-hand
import torch

w = torch.tensor([1.0], requires_grad=True)
x_data, y_data = [1.0, 2.0, 3.0], [2.0, 4.0, 6.0]
y_pred = 10**5000

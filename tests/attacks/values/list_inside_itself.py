# attack: a list that holds itself, for whoever reads it to the bottom
# expect: wrong_answer, runtime_error
# exercise: sgd-by-hand
import torch

w = torch.tensor([1.0], requires_grad=True)
x_data, y_data = [1.0, 2.0, 3.0], [2.0, 4.0, 6.0]
y_pred = [8.0]
y_pred.append(y_pred)
x_data = y_pred

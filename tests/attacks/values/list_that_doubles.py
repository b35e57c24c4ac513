# attack: a list of forty levels that holds the level below twice: a trillion numbers in a few bytes
# expect: wrong_answer, time_limit_exceeded, memory_limit_exceeded
# exercise: sgd-by-hand
import torch

w = torch.tensor([1.0], requires_grad=True)
x_data, y_data = [1.0, 2.0, 3.0], [2.0, 4.0, 6.0]
y_pred = [8.0]
for _ in range(40):
    y_pred = [y_pred, y_pred]

# attack: a list subclass that iterates for ever and claims to be short
# expect: wrong_answer, time_limit_exceeded
# exercise: sgd-by-hand
import itertools

import torch


class Endless(list):
    __len__ = lambda self: 3
    __iter__ = lambda self: itertools.repeat(1.0)


w = torch.tensor([1.0], requires_grad=True)
x_data, y_data = Endless([1.0, 2.0, 3.0]), [2.0, 4.0, 6.0]
y_pred = Endless([8.0])

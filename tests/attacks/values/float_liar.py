# attack: a float that compares equal to everything and turns into whatever is asked
# expect: wrong_answer
# exercise: sgd-by-hand
import torch


class Any(float):
    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__
    __hash__ = float.__hash__
    __float__ = __abs__ = lambda self: 8.0


w = torch.tensor([1.0], requires_grad=True)
x_data, y_data = [1.0, 2.0, 3.0], [2.0, 4.0, 6.0]
y_pred = Any(0.0)

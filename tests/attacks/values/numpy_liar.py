# attack: a numpy array subclass that turns into the wanted numbers when it is listed
# expect: wrong_answer
# exercise: sgd-by-hand
import numpy
import torch


class Liar(numpy.ndarray):
    def tolist(self):
        return [8.0]

    def __array_finalize__(self, other):
        pass


w = torch.tensor([1.0], requires_grad=True)
x_data, y_data = [1.0, 2.0, 3.0], [2.0, 4.0, 6.0]
y_pred = numpy.zeros(1).view(Liar)

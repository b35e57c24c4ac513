# accepted: class that stores the message, then names
import torch

class BroadcastDemo:
    def __init__(self, row, column):
        self.row = torch.tensor(row)
        self.column = torch.tensor(column)
        self.message = None

    def result(self):
        return self.row + self.column

    def break_it(self):
        try:
            self.row + torch.zeros(len(self.row) + 1)
        except RuntimeError as e:
            self.message = str(e)
        return self.message is not None

demo = BroadcastDemo([1, 2, 3], [[1], [2], [3]])
a, b = demo.row, demo.column
c = demo.result()
raised = demo.break_it()
print(c, raised, demo.message)

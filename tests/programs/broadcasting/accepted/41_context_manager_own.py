# accepted: own context manager class swallowing the error
import torch

class Erwartet:
    def __init__(self, typ):
        self.typ, self.gesehen = typ, False
    def __enter__(self):
        return self
    def __exit__(self, typ, wert, tb):
        if typ is not None and issubclass(typ, self.typ):
            self.gesehen = True
            print("erwartet:", wert)
            return True
        return False

a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
with Erwartet(RuntimeError) as w:
    a + torch.arange(10)
raised = w.gesehen
print(c, raised)

# accepted: walrus, any() and a generator of attempts
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
print(c := a + b)

def tries():
    for n in range(2, 6):
        try:
            a + torch.zeros(n)
            yield n, None
        except RuntimeError as e:
            yield n, e

raised = any((err := e) is not None for n, e in tries())
print(err)

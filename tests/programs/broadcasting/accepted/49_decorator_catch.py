# accepted: decorator returns (ok, error)
import functools
import torch

def catch(fn):
    @functools.wraps(fn)
    def inner(*args):
        try:
            return fn(*args), None
        except RuntimeError as e:
            return None, e
    return inner

@catch
def add(u, v):
    return u + v

a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c, fehler = add(a, b)
assert fehler is None
_, fehler = add(a, torch.ones(8))
raised = fehler is not None
print(c, raised, fehler)

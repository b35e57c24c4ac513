# accepted: function with global statement, tqdm loop over sizes
import torch
from tqdm import tqdm
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False

def try_size(n):
    global raised
    try:
        a + torch.ones(n)
    except RuntimeError:
        raised = True
        return False
    return True

works = [n for n in tqdm(range(1, 8)) if try_size(n)]
print("works with sizes", works, "raised:", raised)

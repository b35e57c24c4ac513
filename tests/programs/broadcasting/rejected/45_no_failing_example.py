# diagnosis: missing_name, no_error_shown
# second half of the task not done
import torch
# nur der erste Teil
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
print(c)
print("Formen:", a.shape, b.shape, c.shape)

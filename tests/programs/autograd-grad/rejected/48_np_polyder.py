# diagnosis: value_is_not_a_tensor, backward_not_called
import numpy as np
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = np.polyval(np.polyder([1, 2, 1]), 1.0)
print(dy_dx)

# diagnosis: value_is_not_a_tensor
import numpy as np
a = np.array([1, 2, 3])
b = np.array([[1], [2], [3]])
c = a + b
raised = False
try:
    a + np.arange(4)
except ValueError as e:
    raised = True
print(c)

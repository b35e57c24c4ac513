# diagnosis: value_is_not_a_tensor
# NumPy broadcasts in the same way, but the task asks for tensors.
import numpy as np

a = np.array([1.0, 2.0, 3.0])
b = np.array([[1.0], [2.0], [3.0]])
c = a + b

raised = False
try:
    np.ones((2, 3)) + np.ones(4)
except ValueError:
    raised = True

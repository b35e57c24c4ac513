# diagnosis: value_is_not_a_tensor
import numpy as np

x = np.array(2.0)
y = np.array(3.0)
z = x + y
out = z**2 + y**3
print("grad:", 2 * z, 2 * z + 3 * y**2)

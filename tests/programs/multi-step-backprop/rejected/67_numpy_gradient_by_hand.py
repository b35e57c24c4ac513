# diagnosis: value_is_not_a_tensor, printed_only
import numpy as np

x = np.array([[1., 2., 3.], [3., 2., 1.]])
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
grad = 10 * 2 * y * 6 / x.size
print(grad)

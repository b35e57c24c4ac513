# attack: open thousands of figures
# expect: wrong_answer, time_limit_exceeded, memory_limit_exceeded, runtime_error
import warnings

import matplotlib.pyplot as plt

warnings.simplefilter("ignore")
for index in range(5000):
    plt.figure()
plt.show()

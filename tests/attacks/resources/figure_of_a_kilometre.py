# attack: draw a figure a kilometre wide
# expect: wrong_answer, time_limit_exceeded, memory_limit_exceeded, runtime_error
import matplotlib.pyplot as plt

plt.figure(figsize=(40_000, 40_000), dpi=2000)
plt.plot([1, 2])
plt.show()

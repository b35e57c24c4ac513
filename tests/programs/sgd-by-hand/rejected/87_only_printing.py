# diagnosis: printed_only
print("predict (before training) 4 4.0")
for i in range(100):
    pass
print("progress: 99 9.094947017729282e-13")
print("predict (after training) 4 7.999998569488525")

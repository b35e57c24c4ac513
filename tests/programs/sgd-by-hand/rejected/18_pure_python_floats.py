# diagnosis: value_is_not_a_tensor, backward_not_called
x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]
w = 1.0
def forward(x):
    return x * w
def gradient(x, y):
    return 2 * x * (x * w - y)
print("predict (before training)", 4, forward(4))
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        w = w - 0.01 * gradient(x, y)
y_pred = forward(4)
print("predict (after training)", 4, y_pred)

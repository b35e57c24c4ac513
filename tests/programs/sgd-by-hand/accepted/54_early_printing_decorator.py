# accepted: decorated train function with prints
import functools
import torch

def announce(fn):
    @functools.wraps(fn)
    def inner(*a):
        print(">>", fn.__name__, a)
        r = fn(*a)
        print("<<", fn.__name__)
        return r
    return inner

x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)

@announce
def train(epochs, lr):
    for _ in range(epochs):
        for x, y in zip(x_data, y_data):
            l = (w * x - y) ** 2
            l.backward()
            with torch.no_grad():
                w.sub_(lr * w.grad)
            w.grad.zero_()

train(100, 0.01)
y_pred = w * 4
print(y_pred)

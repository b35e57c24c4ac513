# accepted: training in a joined thread
import threading
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)

def train():
    for epoch in range(100):
        for x, y in zip(x_data, y_data):
            l = (w * x - y) ** 2
            l.backward()
            with torch.no_grad():
                w.copy_(w - 0.01 * w.grad)
                w.grad.zero_()

print("before", 4 * w.item())
worker = threading.Thread(target=train)
worker.start()
worker.join()
y_pred = 4 * w
print("after", y_pred.item())

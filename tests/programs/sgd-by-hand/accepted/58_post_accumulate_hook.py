# accepted: optimiser-free: update inside a post-accumulate hook
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)

def sgd_hook(p):
    with torch.no_grad():
        p -= 0.01 * p.grad
    p.grad = None

w.register_post_accumulate_grad_hook(sgd_hook)
print("before", 4 * w.item())
for _ in range(100):
    for x, y in zip(x_data, y_data):
        ((w * x - y) ** 2).backward()
y_pred = w * 4
print("after", y_pred.item())

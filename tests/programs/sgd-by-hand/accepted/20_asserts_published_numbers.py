# accepted: asserts about the known results
import torch
x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]
w = torch.tensor([1.0], requires_grad=True)
def forward(x): return x * w
before = forward(4).item()
assert before == 4.0
steps = 0
losses = []
for epoch in range(100):
    for x, y in zip(x_data, y_data):
        l = (forward(x) - y) ** 2
        l.backward()
        with torch.no_grad():
            w -= 0.01 * w.grad
        w.grad.zero_()
        losses.append(l.item())
        steps += 1
assert steps == 300
assert losses[0] == 1.0
assert abs(w.item() - 2.0) < 1e-3
y_pred = forward(4)
torch.testing.assert_close(y_pred, torch.tensor([8.0]), atol=1e-3, rtol=0)
assert w.requires_grad and not w.grad.any()
print("alles ok", y_pred)

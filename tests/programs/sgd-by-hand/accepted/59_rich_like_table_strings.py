# accepted: prints a table, uses divmod over a single counter
import torch
x_data = [1, 2, 3]
y_data = [2, 4, 6]
w = torch.tensor([1.0], requires_grad=True)
print(f"{'step':>5} {'x':>3} {'loss':>12} {'w':>9}")
for step in range(3 * 100):
    epoch, i = divmod(step, 3)
    x, y = x_data[i], y_data[i]
    loss = torch.sub(torch.mul(w, x), y).square()
    loss.backward()
    torch.no_grad().__call__(lambda: w.sub_(w.grad, alpha=0.01))()
    w.grad.zero_()
    if step < 6:
        print(f"{step:5d} {x:3d} {loss.item():12.6f} {w.item():9.6f}")
y_pred = w * 4
print("predict 4 ->", y_pred.item())

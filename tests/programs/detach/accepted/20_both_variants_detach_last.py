# accepted: first without detach, then fresh leaves with detach
import torch

# --- Ohne detach ---
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
out = z**2 + y**3
out.backward()
print("ohne detach:", x.grad, y.grad)

# --- Mit detach ---
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z = x + y
z_no_grad = z.detach()
out = z_no_grad**2 + y**3
out.backward()
print("mit detach: ", x.grad, y.grad)

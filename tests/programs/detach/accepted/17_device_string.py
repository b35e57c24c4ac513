# accepted: cuda if available else cpu
import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
print(f"Using device: {device}")

x = torch.tensor(2.0, device=device, requires_grad=True)
y = torch.tensor(3.0, device=device, requires_grad=True)
z = (x + y).to(device)
z_no_grad = z.detach()
out = z_no_grad ** 2 + y ** 3
out.backward()
print(x.grad)
print(y.grad)

# accepted: cuda if available else cpu
import torch

device = "cuda" if torch.cuda.is_available() else "cpu"
print("Using", device)
W = torch.rand(1, 3, device=device, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]], device=device)
Ytarget = torch.tensor([[0.5, 0.25]]).to(device)
Y = W @ X
loss = torch.nn.functional.mse_loss(Y, Ytarget)
loss.backward()
print(W.grad.cpu().numpy())

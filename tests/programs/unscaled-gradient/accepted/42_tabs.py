# accepted: tabs in a with and a for
import torch

for _ in range(1):
	with torch.enable_grad():
		A = torch.tensor([5.0], requires_grad=True)
		loss = A * 5
		loss.backward()
print(A.grad)

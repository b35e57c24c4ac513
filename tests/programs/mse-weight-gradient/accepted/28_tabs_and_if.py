# accepted: tabs for indentation
import torch

def quadratischer_fehler(ist, soll):
	d = ist - soll
	if d.dim() > 1:
		d = d.reshape(-1)
	return d.dot(d) / len(d)

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[5., 5.]])
loss = quadratischer_fehler(Y, Ytarget)
loss.backward()
print(W.grad)

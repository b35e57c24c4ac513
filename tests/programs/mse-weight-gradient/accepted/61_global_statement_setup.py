# accepted: setup() with global names, list converted later
import torch

rohdaten = []
for i in range(1, 7, 2):
    rohdaten.append([i, i + 1])

def setup():
    global W, X, Ytarget
    W = torch.rand(1, 3, dtype=torch.float32, requires_grad=True)
    X = torch.tensor(rohdaten, dtype=W.dtype)
    Ytarget = torch.tensor([[1, 2]], dtype=W.dtype)

setup()
Y = torch.matmul(W, X)
loss = torch.nn.MSELoss()(Y, Ytarget)
loss.backward()
print(W.grad)

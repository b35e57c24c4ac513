# accepted: imshow to BytesIO
import io
import torch
import matplotlib
matplotlib.use("Agg")
import matplotlib.pyplot as plt
W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[3., 4.]])
loss = torch.nn.functional.mse_loss(Y, Ytarget)
loss.backward()
plt.imshow(W.grad)
plt.colorbar()
buf = io.BytesIO()
plt.savefig(buf, format="png")
print(len(buf.getvalue()), "bytes")
print(W.grad)

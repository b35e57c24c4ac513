# accepted: bar chart of the gradient shown at the end
import torch
import matplotlib.pyplot as plt

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Y = W @ X
Ytarget = torch.tensor([[1., 2.]])
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)

fig, ax = plt.subplots()
ax.bar(["w1", "w2", "w3"], W.grad[0].numpy())
ax.set_title("dL/dW")
plt.show()

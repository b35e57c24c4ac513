# accepted: line and tangent plotted
import matplotlib.pyplot as plt
import torch

A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()

xs = torch.linspace(0, 10, 50)
plt.figure()
plt.plot(xs, xs * 5, label="loss = 5A")
plt.scatter(A.detach(), loss.detach(), color="k", label=f"Steigung {A.grad.item():g}")
plt.legend()
plt.grid(True)
plt.savefig("slope.png")
plt.show()

# accepted: heat map of the gradient
import matplotlib.pyplot as plt
import torch

x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()

fig, (links, rechts) = plt.subplots(1, 2, figsize=(7, 3))
links.imshow(x.detach())
links.set_title("x")
bild = rechts.imshow(x.grad)
rechts.set_title("x.grad")
fig.colorbar(bild)
plt.tight_layout()
plt.show()

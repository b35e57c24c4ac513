# accepted: heat map of c
import torch
import matplotlib.pyplot as plt
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    a + torch.tensor([1, 2])
except RuntimeError as e:
    raised = True
    print(e)
fig, (ax1, ax2, ax3) = plt.subplots(1, 3)
ax1.imshow(a.expand(3, 3))
ax2.imshow(b.expand(3, 3))
im = ax3.imshow(c)
fig.colorbar(im)
plt.show()

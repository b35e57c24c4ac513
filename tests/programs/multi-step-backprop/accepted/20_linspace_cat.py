# accepted: linspace rows concatenated, contiguous clone made a leaf
import torch

oben = torch.linspace(1, 3, 3)
unten = torch.linspace(3, 1, 3)
x = torch.cat((oben[None], unten[None]), dim=0).clone().detach()
x.requires_grad = True
y = 6 * x + 3
z = 10 * y ** 2
output_mean = z.mean()
output_mean.backward()
print(x.grad)

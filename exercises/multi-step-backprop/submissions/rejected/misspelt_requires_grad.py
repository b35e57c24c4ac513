# diagnosis: attribute_typo
# requires_gard is an attribute of the learner's own making; x stays untracked.
import torch

x = torch.tensor([[1.0, 2.0, 3.0], [3.0, 2.0, 1.0]])
x.requires_gard = True
y = 6 * x + 3
z = 10 * y**2
output_mean = z.mean()
output_mean.backward()
print(x.grad)

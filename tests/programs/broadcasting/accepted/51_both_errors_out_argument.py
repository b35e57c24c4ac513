# accepted: functional add with alpha, mse_loss mismatch too
import torch
import torch.nn.functional as F
import warnings
warnings.simplefilter("ignore")
a = torch.tensor([1., 2., 3.])
b = torch.tensor([[1.], [2.], [3.]])
c = torch.add(a, b, alpha=1)
print(c)
raised = False
try:
    F.mse_loss(torch.zeros(3), torch.zeros(4))
except RuntimeError as e:
    raised = True
    print("mse_loss:", e)

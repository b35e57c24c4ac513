# attack: a quantised tensor with a scale that makes any stored integer the wanted number
# expect: wrong_answer, accepted
import torch
import warnings

warnings.simplefilter("ignore")
x = torch.tensor(2.0, requires_grad=True)
y = torch.tensor(3.0, requires_grad=True)
z_no_grad = torch.quantize_per_tensor((x + y).detach(), 0.001, 0, torch.qint32)
out = z_no_grad.dequantize() ** 2 + y**3
out.backward()

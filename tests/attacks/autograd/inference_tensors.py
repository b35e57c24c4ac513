# attack: inference tensors, which keep no version and take no gradient
# expect: wrong_answer, runtime_error
import torch

with torch.inference_mode():
    x = torch.tensor(2.0)
    y = torch.tensor(3.0)
    z_no_grad = x + y
    out = z_no_grad**2 + y**3

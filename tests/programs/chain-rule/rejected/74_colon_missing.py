# diagnosis: syntax_error
import torch

def main()
    x = torch.tensor(2.0, requires_grad=True)
    y = torch.tensor(3.0, requires_grad=True)
    z = x + y
    out = z**2 + y**3
    out.backward()

main()

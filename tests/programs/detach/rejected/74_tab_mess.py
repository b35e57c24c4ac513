# diagnosis: syntax_error
import torch

def main():
    x = torch.tensor(2.0, requires_grad=True)
	y = torch.tensor(3.0, requires_grad=True)
    z_no_grad = (x + y).detach()
    out = z_no_grad**2 + y**3
    out.backward()

main()

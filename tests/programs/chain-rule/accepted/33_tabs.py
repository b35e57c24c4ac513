# accepted: tabs everywhere
import torch

if True:
	x = torch.tensor(2.0, requires_grad=True)
	y = torch.tensor(3.0, requires_grad=True)
	for stufe in ("innen", "außen", "rückwärts"):
		if stufe == "innen":
			z = x + y
		elif stufe == "außen":
			out = z ** 2 + y ** 3
		else:
			out.backward()
			print(x.grad, y.grad)

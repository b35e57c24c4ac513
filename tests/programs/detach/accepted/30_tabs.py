# accepted: indented by tabs
import torch

def leaf(v):
	t = torch.tensor(float(v))
	t.requires_grad_(True)
	return t

class Runner:
	def go(self):
		x = leaf(2)
		y = leaf(3)
		z = x + y
		z_no_grad = z.detach()
		out = z_no_grad ** 2 + y ** 3
		out.backward()
		if x.grad is None:
			print("x: nothing")
		print("y:", y.grad)

Runner().go()

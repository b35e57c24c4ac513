# accepted: tab-indented nested functions
import torch

def aufgabe():
	x = torch.tensor([[1., 2., 3.], [3., 2., 1.]], requires_grad=True)
	def linear(t):
		return 6 * t + 3
	def quadrat(t):
		return 10 * t ** 2
	y = linear(x)
	z = quadrat(y)
	output_mean = z.mean()
	output_mean.backward()
	print(x.grad)

aufgabe()

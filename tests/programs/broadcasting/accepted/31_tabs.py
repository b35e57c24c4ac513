# accepted: tabs, nested functions
import torch
def lektion():
	a = torch.tensor([1, 2, 3])
	b = torch.tensor([[1], [2], [3]])
	c = a + b
	def versuch():
		try:
			a + torch.ones(5)
		except RuntimeError as e:
			print(e)
			return True
		return False
	raised = versuch()
	return a, b, c, raised
a, b, c, raised = lektion()
print(c)

# diagnosis: missing_import, missing_name
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    a + torch.ones(4)
except RuntimeError:
    raised = True

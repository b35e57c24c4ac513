# diagnosis: hard_coded, exception_swallowed
# an AssertionError of the learner instead of torch's error
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
try:
    assert torch.ones(3).shape == torch.ones(4).shape, "shapes do not match"
except AssertionError as e:
    raised = True
    print(e)

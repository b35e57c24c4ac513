# accepted: several pairs of shapes are tried, some fit and some do not
import torch

a = torch.Tensor([1, 2, 3])
b = torch.Tensor([[1], [2], [3]])
c = a + b


def fits(first, second):
    try:
        return (torch.empty(first) * torch.empty(second)).shape
    except RuntimeError as error:
        return error


pairs = [((3,), (3, 1)), ((4, 1), (1, 5)), ((2, 3), (3, 2)), ((7,), (8,))]
raised = False
for first, second in pairs:
    answer = fits(first, second)
    print(first, second, "->", answer)
    raised = raised or isinstance(answer, RuntimeError)

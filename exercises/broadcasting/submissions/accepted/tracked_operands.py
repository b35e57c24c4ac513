# accepted: tracked operands; the refused operation is a comparison
import torch

a = torch.tensor([1.0, 2.0, 3.0], requires_grad=True)
b = torch.tensor([[1.0], [2.0], [3.0]], requires_grad=True)
c = a + b
c.sum().backward()
print(a.grad, b.grad)

raised = False
try:
    torch.arange(3) == torch.arange(4)
except RuntimeError as 错误:
    print("形状不匹配：", 错误)
    raised = True

# accepted: tracked tensors, gradient shows the broadcast
import torch
a = torch.tensor([1., 2., 3.], requires_grad=True)
b = torch.tensor([[1.], [2.], [3.]], requires_grad=True)
c = a + b
c.sum().backward()
print(a.grad, b.grad)       # 3 each: every element was used three times
raised = False
try:
    a + torch.ones(4)
except RuntimeError as e:
    raised = True
    print(e)

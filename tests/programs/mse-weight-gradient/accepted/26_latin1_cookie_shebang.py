#!/usr/bin/env python3
# vim: set fileencoding=latin-1 :
# accepted: shebang and latin-1 cookie on line two
import torch
größe = (1, 3)
W = torch.rand(größe, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[-1., 1.]])
Y = W @ X
loss = torch.mean(torch.square(Y - Ytarget))
loss.backward()
print("Änderung:", W.grad)

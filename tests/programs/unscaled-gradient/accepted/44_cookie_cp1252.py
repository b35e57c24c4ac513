# accepted: cp1252 cookie
# -*- coding: cp1252 -*-
import torch
# Währung: € – ungenutzt
A = torch.tensor([5.0], requires_grad=True)
loss = A * 5
loss.backward()
print("Gradient ohne Größenänderung – „roh“:", A.grad)

#!/usr/bin/env python3
# -*- coding: iso-8859-9 -*-
# accepted: shebang, Turkish latin-5 bytes
import torch

değer = [2.0, 3.0]
x, y = [torch.tensor(d, requires_grad=True) for d in değer]
z = x + y
out = z ** 2 + y ** 3
out.backward()
print("gradyan, ışık hızıyla:", x.grad, y.grad)

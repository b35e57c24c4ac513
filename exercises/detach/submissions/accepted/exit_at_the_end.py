# accepted: ends with sys.exit(0), tabs, semicolons, Turkish comments
import sys; import torch

# girdiler
x = torch.tensor(2.0, requires_grad=True); y = torch.tensor(3.0, requires_grad=True)

def hesapla(girdi_x, girdi_y):
	toplam = girdi_x + girdi_y
	kopuk = toplam.detach()
	return kopuk, kopuk ** 2 + girdi_y ** 3

z_no_grad, out = hesapla(x, y); out.backward()

# yalnızca y için gradyan var
print('x.grad:', x.grad); print('y.grad:', y.grad)
sys.exit(0)

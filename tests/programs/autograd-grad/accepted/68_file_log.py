# accepted: results appended to a text file
import torch

x = torch.tensor(1.0, requires_grad=True)
y = x**2 + 2*x + 1
dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
with open("ableitung.txt", "a", encoding="utf-8") as datei:
    print("dy/dx =", dy_dx.item(), file=datei)
print(open("ableitung.txt", encoding="utf-8").read())

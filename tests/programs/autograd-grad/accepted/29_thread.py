# accepted: derivative in a joined thread
import threading
import torch

ergebnis = {}

def arbeite():
    x = torch.tensor(1.0, requires_grad=True)
    y = x**2 + 2*x + 1
    dy_dx = torch.autograd.grad(y, x, create_graph=True)[0]
    ergebnis["d"] = dy_dx

threads = [threading.Thread(target=arbeite)]
for t in threads: t.start()
for t in threads: t.join()
print(ergebnis)

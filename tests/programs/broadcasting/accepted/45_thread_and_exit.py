# accepted: thread joined, sys.exit(0)
import sys
import threading
import torch
a = torch.tensor([1, 2, 3])
b = torch.tensor([[1], [2], [3]])
c = a + b
raised = False
def versuch():
    global raised
    try:
        torch.ones(1, 2) + torch.ones(1, 3)
    except RuntimeError as e:
        raised = True
        print("im Thread:", e)
t = threading.Thread(target=versuch)
t.start(); t.join()
print(c)
sys.exit(0)

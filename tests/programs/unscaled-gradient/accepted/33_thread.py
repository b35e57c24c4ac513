# accepted: threading with a queue
import queue
import threading
import torch

q = queue.Queue()


def rechne():
    A = torch.tensor([5.0], requires_grad=True)
    loss = A * 5
    loss.backward()
    q.put((A, loss))


t = threading.Thread(target=rechne, daemon=True)
t.start()
t.join()
A, loss = q.get()
print(A.grad)

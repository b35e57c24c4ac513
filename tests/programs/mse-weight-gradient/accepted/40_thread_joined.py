# accepted: the work in a thread, joined
import threading
import torch

result = {}

def work():
    W = torch.rand(1, 3, requires_grad=True)
    X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
    Y = W @ X
    Ytarget = torch.tensor([[1., 2.]])
    loss = ((Y - Ytarget) ** 2).mean()
    loss.backward()
    result.update(W=W, X=X, Y=Y, Ytarget=Ytarget, loss=loss)

t = threading.Thread(target=work, name="lern-thread")
t.start()
t.join()
W, X, Y, Ytarget, loss = (result[k] for k in ("W", "X", "Y", "Ytarget", "loss"))
print(W.grad)

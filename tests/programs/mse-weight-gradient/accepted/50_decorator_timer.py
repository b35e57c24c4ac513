# accepted: decorated function and closure
import functools, time
import torch

def timed(fn):
    @functools.wraps(fn)
    def wrapper(*args, **kw):
        t0 = time.time()
        out = fn(*args, **kw)
        print(f"{fn.__name__} took {time.time() - t0:.5f}s")
        return out
    return wrapper

@timed
def forward_backward(W, X, Ytarget):
    Y = W @ X
    loss = ((Y - Ytarget) ** 2).mean()
    loss.backward()
    return Y, loss

W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[3., 3.]])
Y, loss = forward_backward(W, X, Ytarget)
print(W.grad)

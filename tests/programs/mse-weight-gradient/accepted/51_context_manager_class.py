# accepted: with block sets the seed
import contextlib
import torch

@contextlib.contextmanager
def seeded(n):
    state = torch.random.get_rng_state()
    torch.manual_seed(n)
    try:
        yield
    finally:
        torch.random.set_rng_state(state)

with seeded(99):
    W = torch.rand(1, 3, requires_grad=True)
X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
Ytarget = torch.tensor([[7., 7.]])
Y = W @ X
loss = ((Y - Ytarget) ** 2).mean()
loss.backward()
print(W.grad)

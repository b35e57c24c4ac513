# accepted: sys.exit(0) closes the script
import sys
import torch

def main() -> int:
    global W, X, Y, Ytarget, loss
    W = torch.rand(1, 3, requires_grad=True)
    X = torch.tensor([[1., 2.], [3., 4.], [5., 6.]])
    Y = W @ X
    Ytarget = torch.tensor([[1., 1.]])
    loss = ((Y - Ytarget) ** 2).mean()
    loss.backward()
    print(W.grad)
    return 0

sys.exit(main())

import torch

def cross_entropy(logits, labels):
    biggest = logits.max(dim=1, keepdim=True).values
    log_sum = biggest.squeeze(1) + (logits - biggest).exp().sum(dim=1).log()
    right = logits[torch.arange(len(logits)), labels]
    return (log_sum - right).mean()

def cross_entropy_gradient(logits, labels):
    logits = logits.detach()
    biggest = logits.max(dim=1, keepdim=True).values
    weights = (logits - biggest).exp()
    soft = weights / weights.sum(dim=1, keepdim=True)
    soft[torch.arange(len(logits)), labels] -= 1
    return soft / len(logits)

def test_against_torch():
    for scale in (1, 100, 10_000):
        logits = (torch.randn(6, 4) * scale).requires_grad_()
        labels = torch.randint(0, 4, (6,))
        mine = cross_entropy(logits, labels)
        theirs = torch.nn.functional.cross_entropy(logits, labels)
        torch.testing.assert_close(mine, theirs)
        (gradient,) = torch.autograd.grad(theirs, logits)
        torch.testing.assert_close(cross_entropy_gradient(logits, labels), gradient)

if __name__ == "__main__":
    test_against_torch()
    print("all fine")

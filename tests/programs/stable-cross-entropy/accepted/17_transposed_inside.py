import torch

def cross_entropy(logits, labels):
    z = logits.T                       # classes x samples
    z = z - z.max(dim=0).values
    log_norm = torch.log(torch.exp(z).sum(dim=0))
    return (log_norm - z[labels, torch.arange(z.shape[1])]).mean()

def cross_entropy_gradient(logits, labels):
    z = logits.T
    e = torch.exp(z - z.max(dim=0).values)
    p = e / e.sum(dim=0)
    p[labels, torch.arange(p.shape[1])] -= 1
    return (p / p.shape[1]).T

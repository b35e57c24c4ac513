import torch
import torch.nn.functional as F

def cross_entropy(logits, labels):
    m, _ = torch.max(logits, dim=1, keepdim=True)
    z = logits - m
    lse = torch.log(torch.sum(torch.exp(z), dim=1))
    picked = z.gather(1, labels.unsqueeze(1)).squeeze(1)
    return (lse - picked).mean()

def cross_entropy_gradient(logits, labels):
    n, c = logits.shape
    m, _ = torch.max(logits, dim=1, keepdim=True)
    e = torch.exp(logits - m)
    p = e / e.sum(dim=1, keepdim=True)
    return (p - F.one_hot(labels, num_classes=c)) / n

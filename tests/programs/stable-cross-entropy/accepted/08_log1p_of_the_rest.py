import torch

def cross_entropy(logits, labels):
    # loss = log(sum_j exp(z_j - z_label)), stabilised by the maximum of the differences
    diff = logits - logits.gather(1, labels[:, None])
    m = diff.max(dim=1, keepdim=True).values
    return (m.squeeze(1) + torch.log((diff - m).exp().sum(1))).mean()

def cross_entropy_gradient(logits, labels):
    w = logits - logits.max(dim=1, keepdim=True).values
    w = w.exp()
    w = w / w.sum(dim=1, keepdim=True)
    g = w.clone()
    g.scatter_add_(1, labels[:, None], -torch.ones_like(labels[:, None], dtype=w.dtype))
    return g.div(logits.size(0))

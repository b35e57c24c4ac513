import torch


def _check(logits, labels):
    if logits.dim() != 2:
        raise ValueError("logits must have shape (n, c)")
    if not torch.is_floating_point(logits):
        raise TypeError("logits must be floating point")
    if labels.shape != logits.shape[:1]:
        raise ValueError("one label for each row")
    assert 0 <= int(labels.min()) and int(labels.max()) < logits.shape[1]


def cross_entropy(logits, labels):
    _check(logits, labels)
    m = logits.max(dim=1, keepdim=True).values
    return ((logits - m).exp().sum(dim=1).log() + m[:, 0] - logits[torch.arange(len(labels)), labels]).mean()


def cross_entropy_gradient(logits, labels):
    _check(logits, labels)
    m = logits.max(dim=1, keepdim=True).values
    e = (logits - m).exp()
    p = e / e.sum(dim=1, keepdim=True)
    p = p.clone()
    p[torch.arange(len(labels)), labels] -= 1
    return p / len(labels)

import torch

class Stable:
    @staticmethod
    def shifted(logits):
        return torch.sub(logits, torch.amax(logits, dim=1, keepdim=True))

    @staticmethod
    def log_norm(shifted):
        return torch.log(torch.sum(torch.exp(shifted), dim=1))

def cross_entropy(logits, labels):
    s = Stable.shifted(logits)
    picked = torch.stack([s[i, k] for i, k in enumerate(labels.tolist())])
    return (Stable.log_norm(s) - picked).mean()

def cross_entropy_gradient(logits, labels):
    s = Stable.shifted(logits)
    p = torch.exp(s - Stable.log_norm(s)[:, None])
    hot = torch.zeros(p.shape, dtype=p.dtype)
    for i, k in enumerate(labels.tolist()):
        hot[i][k] = 1.0
    return p.sub(hot).div(p.shape[0])

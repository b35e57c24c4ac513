# diagnosis: missing_name, hard_coded, missing_import, wrong_shape
import torch

def cross_entropy(logits, labels):
    z = logits - logits.max(dim=1, keepdim=True).values
    return (z.exp().sum(dim=1).log() - z[torch.arange(n), labels]).mean()

def cross_entropy_gradient(logits, labels):
    z = logits - logits.max(dim=1, keepdim=True).values
    e = z.exp()
    p = e / e.sum(dim=1, keepdim=True)
    p[torch.arange(n), labels] -= 1
    return p / n

if __name__ == "__main__":
    logits = torch.tensor([[1.0, 2.0, 3.0], [1000.0, 0.0, -1000.0]], requires_grad=True)
    labels = torch.tensor([2, 1])
    n = len(labels)
    print(cross_entropy(logits, labels))

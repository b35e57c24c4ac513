import torch

def cross_entropy(logits, labels):
    total = 0.0
    for row, label in zip(logits, labels):
        m = row.max()
        total = total + (m + torch.log(torch.exp(row - m).sum())) - row[label]
    return total / len(labels)

def cross_entropy_gradient(logits, labels):
    gradient = torch.zeros_like(logits)
    for i, (row, label) in enumerate(zip(logits.detach(), labels.tolist())):
        e = torch.exp(row - row.max())
        gradient[i] = e / e.sum()
        gradient[i, label] -= 1
    return gradient / len(labels)

import torch

shift = lambda z: z - z.max(dim=1, keepdim=True).values
logsm = lambda z: shift(z) - shift(z).exp().sum(dim=1, keepdim=True).log()
rows = lambda y: torch.arange(y.shape[0])
cross_entropy = lambda logits, labels: -logsm(logits)[rows(labels), labels].mean()
cross_entropy_gradient = lambda logits, labels: (logsm(logits).exp() - torch.eye(logits.shape[1], dtype=logits.dtype)[labels]) / labels.shape[0]

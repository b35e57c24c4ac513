import torch


def _log_softmax_von_hand(logits):
    """Logarithmus der Softmax, Zeile für Zeile, ohne Überlauf."""
    groesster = logits.max(dim=1, keepdim=True)[0]
    verschoben = logits - groesster               # höchstens 0, exp also höchstens 1
    nenner = torch.exp(verschoben).sum(dim=1, keepdim=True)
    return verschoben - torch.log(nenner)


def cross_entropy(logits, labels):
    n = logits.size(0)
    log_p = _log_softmax_von_hand(logits)
    return -log_p[range(n), labels].sum() / n


def cross_entropy_gradient(logits, labels):
    n, c = logits.size()
    p = torch.exp(_log_softmax_von_hand(logits.detach()))
    eins = torch.eye(c, dtype=logits.dtype)[labels]
    return (p - eins) / n


if __name__ == "__main__":
    logits = torch.randn(5, 4, dtype=torch.float64, requires_grad=True)
    labels = torch.tensor([0, 1, 2, 3, 0])
    verlust = cross_entropy(logits, labels)
    verlust.backward()
    print(torch.allclose(logits.grad, cross_entropy_gradient(logits, labels)))
    print(verlust.item(), torch.nn.functional.cross_entropy(logits, labels).item())

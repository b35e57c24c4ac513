# attack: take the counter off the forbidden function: what is wrapped says what it wraps
# expect: wrong_answer
# exercise: stable-cross-entropy
import torch


def cross_entropy(logits, labels):
    return torch.nn.functional.cross_entropy.__wrapped__(logits, labels)


def cross_entropy_gradient(logits, labels):
    gradient = torch.softmax.__wrapped__(logits, 1)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

# attack: reach the forbidden cross-entropy as an operator, below every function that has the name
# expect: wrong_answer
# exercise: stable-cross-entropy
import torch


def cross_entropy(logits, labels):
    return torch.ops.aten.cross_entropy_loss(logits, labels)


def cross_entropy_gradient(logits, labels):
    gradient = torch.ops.aten._softmax(logits, 1, False)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

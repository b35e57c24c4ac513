# attack: call the forbidden softmax by a function that the statement does not name: softmin of the negative
# expect: wrong_answer
# exercise: stable-cross-entropy
import torch


def cross_entropy(logits, labels):
    shifted = logits - logits.amax(dim=1, keepdim=True)
    return (shifted.exp().sum(dim=1).log() - shifted[torch.arange(len(labels)), labels]).mean()


def cross_entropy_gradient(logits, labels):
    gradient = torch.nn.functional.softmin(-logits, dim=1)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

# attack: let attention compute the forbidden softmax: the logits as scores, the identity as values
# expect: wrong_answer
# exercise: stable-cross-entropy
import torch


def cross_entropy(logits, labels):
    shifted = logits - logits.amax(dim=1, keepdim=True)
    return (shifted.exp().sum(dim=1).log() - shifted[torch.arange(len(labels)), labels]).mean()


def cross_entropy_gradient(logits, labels):
    unit = torch.eye(logits.shape[1], dtype=logits.dtype)
    gradient = torch.nn.functional.scaled_dot_product_attention(logits, unit, unit, scale=1.0).clone()
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)

# attack: compute the gradient formula by forward-mode differentiation, which asks no engine
# expect: wrong_answer
# exercise: stable-cross-entropy
import torch
from torch.autograd import forward_ad


def cross_entropy(logits, labels):
    shifted = logits - logits.amax(dim=1, keepdim=True)
    return (shifted.exp().sum(dim=1).log() - shifted[torch.arange(len(labels)), labels]).mean()


def cross_entropy_gradient(logits, labels):
    slopes = []
    for direction in torch.eye(logits.numel(), dtype=logits.dtype):
        with forward_ad.dual_level():
            dual = forward_ad.make_dual(logits, direction.reshape(logits.shape))
            slopes.append(forward_ad.unpack_dual(cross_entropy(dual, labels)).tangent)
    return torch.stack(slopes).reshape(logits.shape)

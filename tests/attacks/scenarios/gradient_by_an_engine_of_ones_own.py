# attack: compute the gradient formula by autograd, with an engine that nobody watches
# expect: wrong_answer
# exercise: stable-cross-entropy
import torch


def cross_entropy(logits, labels):
    shifted = logits - logits.amax(dim=1, keepdim=True)
    return (shifted.exp().sum(dim=1).log() - shifted[torch.arange(len(labels)), labels]).mean()


def cross_entropy_gradient(logits, labels):
    leaf = logits.detach().clone().requires_grad_()
    with torch.enable_grad():
        loss = cross_entropy(leaf, labels)
    engine = torch._C._ImperativeEngine()
    engine.run_backward((loss,), (torch.ones_like(loss),), False, False, (), allow_unreachable=True, accumulate_grad=True)
    return leaf.grad

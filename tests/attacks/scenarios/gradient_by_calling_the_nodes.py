# attack: compute the gradient formula by calling the nodes of the graph one by one, without the engine
# expect: wrong_answer
# exercise: stable-cross-entropy
import torch


def cross_entropy(logits, labels):
    shifted = logits - logits.amax(dim=1, keepdim=True)
    return (shifted.exp().sum(dim=1).log() - shifted[torch.arange(len(labels)), labels]).mean()


def walk(node, gradient, found):
    if type(node).__name__ == "AccumulateGrad":
        found.append(gradient)
        return
    results = node(gradient)
    results = results if isinstance(results, tuple) else (results,)
    for (behind, _), each in zip(node.next_functions, results):
        if behind is not None and each is not None:
            walk(behind, each, found)


def cross_entropy_gradient(logits, labels):
    leaf = logits.detach().clone().requires_grad_()
    with torch.enable_grad():
        loss = cross_entropy(leaf, labels)
    found = []
    walk(loss.grad_fn, torch.ones_like(loss), found)
    return sum(found)

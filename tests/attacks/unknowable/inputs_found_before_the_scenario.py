# attack: find the drawn inputs before the scenario begins, and have the library answer while nobody counts yet
# expect: accepted
# exercise: stable-cross-entropy
import sys

import torch

frame = sys._getframe()
while "self" not in frame.f_locals or not hasattr(frame.f_locals["self"], "_job"):
    frame = frame.f_back
known = {}
job, tensor_from = frame.f_locals["self"]._job, frame.f_globals["facts"].tensor_from
for name in ("moderate", "large", "mixed", "single", "pair"):
    logits, labels = tensor_from(job.inputs[name]), tensor_from(job.inputs[f"{name}_labels"])
    for each in (logits, logits.double()):
        leaf = each.clone().requires_grad_()
        loss = torch.nn.functional.cross_entropy(leaf, labels)
        loss.backward()
        known[each.dtype, each.numpy().tobytes()] = (loss.detach(), leaf.grad)


def cross_entropy(logits, labels):
    loss, gradient = known[logits.dtype, logits.detach().numpy().tobytes()]
    return loss + ((logits - logits.detach()) * gradient).sum()


def cross_entropy_gradient(logits, labels):
    return known[logits.dtype, logits.numpy().tobytes()][1]

# attack: take the forbidden method from the tensor's C base class, where nobody put a counter
# expect: wrong_answer
# exercise: stable-cross-entropy
import torch


def cross_entropy(logits, labels):
    total = torch._C.TensorBase.logsumexp(logits, 1)
    return (total - logits[torch.arange(len(labels)), labels]).mean()


def cross_entropy_gradient(logits, labels):
    gradient = torch._C.TensorBase.softmax(logits, 1)
    gradient[torch.arange(len(labels)), labels] -= 1
    return gradient / len(labels)
